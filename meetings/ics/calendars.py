"""Calendar objects: a message about one meeting, and a feed of all meetings of a person."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from meetings.ics.entries import Deadline, Entry, deadline_component, entry_component
from meetings.ics.zones import zone_component

PRODUCT = "-//Leerweb//Leerweb//NL"
REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"
# How often calendar programs should fetch the feed, for those that honour it.
REFRESH = timedelta(hours=6)


def message_write(entry: Entry, *, method: str, zone: ZoneInfo, made_at: datetime | None = None) -> bytes:
    """Return a message that asks a calendar to add or update one meeting (REQUEST) or to remove it (CANCEL).

    `made_at` is when the message was made (RFC 5545, 3.8.7.2): without it, a message to a person who is invited again
    would be older than the one that withdrew the invitation.
    """
    return _message([entry], method, zone, made_at)


def cancellations_write(entries: Sequence[Entry], *, zone: ZoneInfo, made_at: datetime) -> bytes:
    """Return a message that asks a calendar to remove several meetings."""
    return _message(entries, CANCEL, zone, made_at)


def _message(entries: Sequence[Entry], method: str, zone: ZoneInfo, made_at: datetime | None) -> bytes:
    calendar = _calendar(method)
    calendar.add_component(zone_component(zone))
    for entry in entries:
        calendar.add_component(entry_component(entry, is_off=method == CANCEL, made_at=made_at))
    return bytes(calendar.to_ical())


def feed_write(
    *,
    name: str,
    changed_at: datetime | None,
    entries: Sequence[Entry],
    deadlines: Sequence[Deadline] = (),
) -> bytes:
    """Return a calendar to subscribe to, without addresses of other people. The same values give the same bytes.

    It has no UID of its own: vdirsyncer then keeps only one of the meetings (its issue 1222).
    """
    calendar = _calendar(PUBLISH)
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    if changed_at is not None:
        calendar.add("last-modified", changed_at)
    found = {*(entry.zone for entry in entries), *(deadline.zone for deadline in deadlines)}
    for zone in sorted((zone for zone in found if zone is not None), key=lambda zone: zone.key):
        calendar.add_component(zone_component(zone))
    for event in _events(entries, deadlines):
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _events(entries: Sequence[Entry], deadlines: Sequence[Deadline]) -> list[Event]:
    found = [entry_component(replace(entry, attendee=None)) for entry in entries]
    return [*found, *(deadline_component(deadline) for deadline in deadlines)]


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    return calendar
