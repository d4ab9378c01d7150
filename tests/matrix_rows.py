"""The building blocks of the rows in tests/access_matrix.py."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.cast import ROLES

IN, NO, HIDDEN, LOGIN = "in", "no (403)", "hidden (404)", "to sign-in"
WRONG_METHOD = "wrong method (405)"
Expected = dict[str, str]

# Roles that may know that Burgerschap exists, and roles in its programme.
KNOW_BURGERSCHAP = "participant student guest facilitator coordinator preparation_team"
HAVE_A_TASK = "coordinator preparation_team research_office assessor"
SIGNED_IN = " ".join(role for role in ROLES if role != "anonymous")


@dataclass(frozen=True)
class Row:
    """One route at one address.

    `foreign` lists addresses of the same route whose inner object belongs to another parent. `shows` maps a text to the
    roles that find it on the page.
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
    GET: Expected | None = None,  # noqa: N803 - named after the method
    POST: Expected | None = None,  # noqa: N803 - named after the method
    data: dict[str, str] | None = None,
    foreign: tuple[str, ...] = (),
    shows: dict[str, str] | None = None,
) -> Row:
    """Return a row."""
    methods = {method: expected for method, expected in (("GET", GET), ("POST", POST)) if expected is not None}
    return Row(name, path, methods, data or {}, foreign, shows or {})


def lets_in(roles: str, *, refuses: str = "", everybody_else: str = HIDDEN) -> Expected:
    """Return the outcome for every role."""
    expected = dict.fromkeys(ROLES, everybody_else) | {"anonymous": LOGIN}
    return expected | dict.fromkeys(refuses.split(), NO) | dict.fromkeys(roles.split(), IN)


def of_network(roles: str) -> Expected:
    """Return the outcomes for a page of Burgerschap."""
    return lets_in(roles, refuses=KNOW_BURGERSCHAP)


def of_programme(roles: str) -> Expected:
    """Return the outcomes for a page of the Werkplaats."""
    return lets_in(roles, refuses=HAVE_A_TASK)


def everyone() -> Expected:
    """Return the outcomes for a public page, or for one behind a personal link."""
    return dict.fromkeys(ROLES, IN)


def nobody() -> Expected:
    """Return the outcomes for a page that does not exist for anyone."""
    return dict.fromkeys(ROLES, HIDDEN)
