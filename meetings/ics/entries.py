"""The entries of a calendar: meetings and deadlines."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Event, vCalAddress, vText, vUri

SPECIAL = re.compile(r"[\\;,]")


class Text(vText):
    """A text that is read back unchanged. The library itself takes `\\N`, as in C:\\Notes, for a line break."""

    def to_ical(self) -> bytes:
        """Return the text escaped (RFC 5545, 3.3.11)."""
        lines = re.split(r"\r\n|\r|\n", str(self))
        return "\\n".join(SPECIAL.sub(r"\\\g<0>", line) for line in lines).encode()


@dataclass(frozen=True)
class Person:
    """An address with a name and, as `partstat`, the answer of the person (RFC 5545, 3.2.12)."""

    name: str
    email: str
    partstat: str = "NEEDS-ACTION"


@dataclass(frozen=True)
class Entry:
    """One meeting for one person. The datetimes are aware."""

    uid: str
    sequence: int
    changed_at: datetime
    begins: datetime
    ends: datetime
    summary: str
    location: str
    description: str
    url: str
    is_off: bool
    organizer: Person
    link: str = ""
    attendee: Person | None = None

    @property
    def zone(self) -> ZoneInfo | None:
        zone = self.begins.tzinfo
        return zone if isinstance(zone, ZoneInfo) else None


@dataclass(frozen=True)
class Deadline:
    """A deadline: an aware datetime or a whole day. Only feeds contain deadlines."""

    uid: str
    changed_at: datetime
    until: datetime | date
    summary: str
    description: str
    url: str = ""

    @property
    def zone(self) -> ZoneInfo | None:
        """The time zone, or None for a whole day."""
        zone = self.until.tzinfo if isinstance(self.until, datetime) else None
        return zone if isinstance(zone, ZoneInfo) else None


def entry_component(entry: Entry, *, is_off: bool | None = None, made_at: datetime | None = None) -> Event:
    """Return the VEVENT of a meeting. `is_off` overrides the entry, for a person whose invitation was withdrawn.

    `made_at` is when a message about it was made; a feed, which has no messages, has the last change instead.
    """
    event = _event(entry.uid, entry.changed_at, entry.summary, entry.description, entry.url)
    if made_at is not None:
        del event["dtstamp"]
        event.add("dtstamp", made_at)
    event.add("sequence", entry.sequence)
    event.add("status", "CANCELLED" if (entry.is_off if is_off is None else is_off) else "CONFIRMED")
    event.add("transp", "OPAQUE")
    event.add("dtstart", entry.begins)
    event.add("dtend", entry.ends)
    if entry.location:
        event.add("location", Text(" ".join(entry.location.split())))
    if entry.link:
        conference = vUri(entry.link)
        conference.params["VALUE"] = "URI"
        conference.params["FEATURE"] = "VIDEO"
        event.add("conference", conference)
    event.add("organizer", _address(entry.organizer))
    if entry.attendee is not None:
        event.add("attendee", _attendee(entry.attendee))
    return event


def deadline_component(deadline: Deadline) -> Event:
    """Return the VEVENT of a deadline: the half hour before it, or the whole day, without blocking that time."""
    event = _event(deadline.uid, deadline.changed_at, deadline.summary, deadline.description, deadline.url)
    event.add("transp", "TRANSPARENT")
    if isinstance(deadline.until, datetime):
        event.add("dtstart", deadline.until - timedelta(minutes=30))
        event.add("dtend", deadline.until)
    else:
        event.add("dtstart", deadline.until)
    return event


def _event(uid: str, changed_at: datetime, summary: str, description: str, url: str) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", changed_at)
    event.add("last-modified", changed_at)
    event.add("summary", Text(" ".join(summary.split())))
    if description:
        event.add("description", Text(description))
    if url:
        event.add("url", url)
    return event


def _address(person: Person) -> vCalAddress:
    address = vCalAddress(f"mailto:{person.email}")
    address.params["CN"] = vText(" ".join(person.name.replace('"', "’").split()))
    return address


def _attendee(person: Person) -> vCalAddress:
    """Return the ATTENDEE. It requests no reply, because people answer with their personal link."""
    address = _address(person)
    address.params["CUTYPE"] = vText("INDIVIDUAL")
    address.params["ROLE"] = vText("REQ-PARTICIPANT")
    address.params["PARTSTAT"] = vText(person.partstat)
    address.params["RSVP"] = vText("FALSE")
    return address
