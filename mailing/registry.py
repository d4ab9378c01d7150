"""The kinds of letters.

To add one: write a function that takes the letter and returns its content, or None when the letter is no longer
wanted (membership ended, already answered, occasion over); register it with `@letter_kind("app.kind", called=…)` in the
app's `letters.py`, with what readers know it by, and add `templates/<app>/letters/<name>.txt`, which extends
`mailing/letter.txt` and fills its block `text`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mailing.models import Letter


@dataclass(frozen=True)
class CalendarPart:
    """What a letter asks of the reader's calendar: the method (RFC 5546) and the calendar object in bytes."""

    method: str
    content: bytes


@dataclass(frozen=True)
class LetterContent:
    """What a letter says: a translated subject, a text template and its context. The language is already active.

    `calendar` goes along for the reader's calendar. `edition` tells states of one letter apart that must not pass for
    the same message (it becomes part of the Message-ID); while one is on its way the row remembers it. `handled` is
    called in the transaction that marks the letter as dealt with.
    """

    subject: str
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    calendar: CalendarPart | None = None
    edition: str = ""
    handled: Callable[[], None] | None = None


Builder = Callable[["Letter"], LetterContent | None]

_builders: dict[str, Builder] = {}
_called: dict[str, Any] = {}


def letter_kind(name: str, *, called: Any) -> Callable[[Builder], Builder]:
    """Register a builder under `name`; a second one for the same name is a programming error.

    `called` is a lazy translation: what the kind is called in the list of letters that is kept of a person.
    """

    def register(builder: Builder) -> Builder:
        if name in _builders:
            message = f"Letter kind {name} is registered twice"
            raise ValueError(message)
        _builders[name] = builder
        _called[name] = called
        return builder

    return register


def builder_for(kind: str) -> Builder:
    """Return the builder of a kind. Raises KeyError for an unknown one."""
    return _builders[kind]


def letter_called(kind: str) -> str:
    """Return what a kind is called; an old kind that is gone is called by its code."""
    return str(_called.get(kind, kind))
