"""The email types.

To add one, write a function that takes an `Email` and returns its content, or None if the email is no longer wanted
(membership ended, already answered, event over). Register it with `@email_type("app.type", label=…)` in the app's
`emails.py`, and add `templates/<app>/emails/<name>.txt`, which extends `mailing/email.txt` and fills its block `text`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mailing.models import Email


@dataclass(frozen=True)
class CalendarPart:
    """A calendar object to attach: its iTIP method (RFC 5546) and its serialised content.

    `files` holds the objects to attach as files, if they differ from the content: one per meeting.
    """

    method: str
    content: bytes
    files: tuple[bytes, ...] = ()


@dataclass(frozen=True)
class Sender:
    """The programme that an email comes from, and the address that reads replies, if there is one."""

    name: str
    reply_to: str = ""


@dataclass(frozen=True)
class EmailContent:
    """The content of an email: a translated subject, a text template and its context.

    `edition` becomes part of the Message-ID, so that two states of one email count as different messages; the row
    remembers it while it is in flight. `on_sent` is called in the transaction that marks the email as handled. `to` is
    a former address, for an email about the change of address; without it, the email goes to the person's address.
    """

    subject: str
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    calendar: CalendarPart | None = None
    edition: str = ""
    on_sent: Callable[[], None] | None = None
    sender: Sender | None = None
    to: str = ""


Builder = Callable[["Email"], EmailContent | None]

_builders: dict[str, Builder] = {}
_labels: dict[str, Any] = {}
_confidential: set[str] = set()


def email_type(name: str, *, label: Any, confidential: bool = False) -> Callable[[Builder], Builder]:
    """Register the decorated builder under `name`. Raises ValueError if the name is taken.

    The builder is called with the recipient's language active. `label` is a lazy translation, shown in the list of
    emails among a person's own data. `confidential`: that it was sent tells something about the person, so nobody may
    learn whether it arrived.
    """

    def register(builder: Builder) -> Builder:
        if name in _builders:
            message = f"Email type {name} is registered twice"
            raise ValueError(message)
        _builders[name] = builder
        _labels[name] = label
        if confidential:
            _confidential.add(name)
        return builder

    return register


def builder_for(email_type: str) -> Builder:
    """Return the builder of an email type. Raises KeyError if it is unknown."""
    return _builders[email_type]


def is_confidential(email_type: str) -> bool:
    """Return whether it must stay unknown who gets this type of email."""
    return email_type in _confidential


def email_type_label(email_type: str) -> str:
    """Return the label of an email type, or its name if it no longer exists."""
    return str(_labels.get(email_type, email_type))
