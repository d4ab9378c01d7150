"""What is kept of people: each app says what its rows hold of somebody, who sees them, and what erasure does.

To add a kind: in the app's `kept.py` register a `Kind`, which is its line on the page about data, and in its
`personal_data.py` (imported by its `ready()`) a `Section` of that kind whose `covers` names every field that leads to a
person, as "app_label.Model.field". The test that walks all models fails on a field that no section covers. Erasure goes
in the order of registration, which is that of the floors: the upper ones first.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from accounts.models import User


class Part(TextChoices):
    """The parts of the page about data, in their order."""

    ACCOUNT = "account", _("Your account")
    NETWORK = "network", _("Your network")
    MEETINGS = "meetings", _("Meetings")
    SURVEY = "survey", _("The questionnaire")
    LOGS = "logs", _("Messages and logs")


@dataclass(frozen=True)
class Kind:
    """A line on the page about data: what is kept, what for, who sees it, and for how long.

    `need` is the right (by its name in the table of rights) that lets others see it, an empty one where the table has
    none; `beside` says in a sentence who else does. `how_long` is called when the page is made, so that it can take its
    words from the term that the code keeps to.
    """

    code: str
    part: Part
    title: Any
    purpose: Any
    how_long: Callable[[], str]
    permission: str = "OWN"
    beside: Any = ""


@dataclass(frozen=True)
class KeptRow:
    """One row as it is kept: `data` in codes, dates and plain values; `words` says, by key, what a code means."""

    data: Mapping[str, Any]
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Section:
    """Rows of one sort that are kept of a person. Titles, columns and sentences are lazy translations.

    `rows` reads, `erase` writes in the transaction of the erasure, `erased` says in a sentence what it does. `kind` is
    the line on the page about data that they fall under, which says who sees them; `page` is the route of a page that
    lists them already.
    """

    code: str
    title: Any
    columns: Mapping[str, Any]
    rows: "Callable[[User], list[KeptRow]]"
    erase: "Callable[[User], None]"
    erased: Any
    kind: Kind
    covers: tuple[str, ...] = ()
    page: str = ""


@dataclass(frozen=True)
class Obstacle:
    """What somebody has to do before they can be erased: a sentence, and the page where they do it."""

    sentence: str
    url: str
    link: str


@dataclass(frozen=True)
class Belonging:
    """What the floor that knows where people belong adds to an erasure.

    `lock` locks those places; `obstacles` says what has to be done first; `programmes` returns the keys of
    the programmes whose log tells that somebody was erased.
    """

    lock: "Callable[[User], None]"
    obstacles: "Callable[[User], list[Obstacle]]"
    programmes: "Callable[[User], set[int]]"


_kinds: dict[str, Kind] = {}
_sections: dict[str, Section] = {}
_belongings: list[Belonging] = []


def kind_register(kind: Kind) -> Kind:
    """Register a line of the page about data; a second one with the same code is a programming error."""
    if kind.code in _kinds:
        message = f"Kind {kind.code} is registered twice"
        raise ValueError(message)
    _kinds[kind.code] = kind
    return kind


def kinds() -> list[Kind]:
    """Return every line of the page about data, each part in the order of registration."""
    return list(_kinds.values())


def section_register(section: Section) -> Section:
    """Register a kind; a second one with the same code is a programming error."""
    if section.code in _sections:
        message = f"Section {section.code} is registered twice"
        raise ValueError(message)
    _sections[section.code] = section
    return section


def sections() -> list[Section]:
    """Return every kind, upper floors first: what stands on a row goes before the row."""
    return list(_sections.values())


def belonging_register(belonging: Belonging) -> Belonging:
    """Register what a floor knows of where people belong."""
    _belongings.append(belonging)
    return belonging


def belongings() -> Iterable[Belonging]:
    """Return what floors know of where people belong."""
    return tuple(_belongings)


def covered_fields() -> set[str]:
    """Return every "app_label.Model.field" that a section covers."""
    return {name for section in _sections.values() for name in section.covers}


def nothing_more(person: "User") -> None:
    """Erase nothing: the values stand in a row that another section erases."""


def deletes(model: str, field: str) -> "Callable[[User], None]":
    """Return an erasure that deletes the rows of a person. `model` is "app_label.Model"."""

    def erase(person: "User") -> None:
        rows_kept_of(person, model, field).delete()

    return erase


def leaves_out(model: str, *fields: str) -> "Callable[[User], None]":
    """Return an erasure that keeps the rows and takes the person out of these fields."""

    def erase(person: "User") -> None:
        for name in fields:
            rows_kept_of(person, model, name).update(**{name: None})

    return erase


def rows_kept_of(person: "User", model: str, field: str) -> Any:
    """Return the rows of "app_label.Model" that lead to a person by a field, the oldest first."""
    return apps.get_model(model)._default_manager.filter(**{field: person}).order_by("pk")  # noqa: SLF001 - Django's own way
