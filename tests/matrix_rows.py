"""What the rows of tests/access_matrix.py are made of. `of_network("facilitator")` reads as it says there."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.cast import ROLES

IN, NO, HIDDEN, LOGIN = "in", "no (403)", "hidden (404)", "to sign-in"
WRONG_METHOD = "wrong method (405)"
Expected = dict[str, str]

# Who may know that Burgerschap exists, and who has a task in its programme.
KNOW_BURGERSCHAP = "participant student guest facilitator coordinator preparation_team"
HAVE_A_TASK = "coordinator preparation_team research_office assessor"
SIGNED_IN = " ".join(role for role in ROLES if role != "anonymous")


@dataclass(frozen=True)
class Row:
    """One route at one address. `foreign`: addresses of the same route whose inner part belongs to another parent.

    `shows`: what stands on the page, and which of those who get in find it there.
    """

    name: str
    path: str
    methods: dict[str, Expected]
    data: dict[str, str] = field(default_factory=dict)
    foreign: tuple[str, ...] = ()
    shows: dict[str, str] = field(default_factory=dict)


def row(
    name: str,
    path: str,
    *,
    GET: Expected | None = None,  # noqa: N803 - named as the method is
    POST: Expected | None = None,  # noqa: N803 - the same
    data: dict[str, str] | None = None,
    foreign: tuple[str, ...] = (),
    shows: dict[str, str] | None = None,
) -> Row:
    """Make a row."""
    methods = {method: expected for method, expected in (("GET", GET), ("POST", POST)) if expected is not None}
    return Row(name, path, methods, data or {}, foreign, shows or {})


def lets_in(roles: str, *, refuses: str = "", everybody_else: str = HIDDEN) -> Expected:
    """Return what each column of the matrix meets."""
    expected = dict.fromkeys(ROLES, everybody_else) | {"anonymous": LOGIN}
    return expected | dict.fromkeys(refuses.split(), NO) | dict.fromkeys(roles.split(), IN)


def of_network(roles: str) -> Expected:
    """A page of Burgerschap."""
    return lets_in(roles, refuses=KNOW_BURGERSCHAP)


def of_programme(roles: str) -> Expected:
    """A page of the werkplaats."""
    return lets_in(roles, refuses=HAVE_A_TASK)


def everyone() -> Expected:
    """A public page, or one for whoever holds a link."""
    return dict.fromkeys(ROLES, IN)


def nobody() -> Expected:
    """A page that is not there for anybody."""
    return dict.fromkeys(ROLES, HIDDEN)
