"""Reading sent calendar messages, with two independent libraries."""

from __future__ import annotations

from datetime import UTC, datetime
from email.message import Message
from typing import Any

import icalendar
import vobject
from django.utils import timezone

from accounts.models import User
from jobs.models import Job
from jobs.services import jobs_run_due
from mailing.services import SEND_JOB
from meetings.models import Meeting, MeetingInvitee
from tests.meetings.meeting_cases import invitee_of


def sent_later() -> None:
    """Send the pending emails as if they were due, without the jobs that enqueue emails around meetings."""
    for _round in range(3):
        Job.objects.filter(done_at__isnull=True, kind=SEND_JOB).update(due_at=timezone.now(), dispatched_at=None)
        jobs_run_due()


def sent_in_time() -> None:
    """Run the jobs that are due by the clock of the test, and the jobs that they make due."""
    for _round in range(6):
        # An email that waits for another one is retried after seconds, but here the clock is frozen.
        waiting = Job.objects.filter(done_at__isnull=True, last_error="RetryLater", wanted_at__lte=timezone.now())
        waiting.update(due_at=timezone.now())
        Job.objects.filter(done_at__isnull=True).update(dispatched_at=None)
        jobs_run_due()


def notified_before(meeting: Meeting, person: User, sequence: int | None) -> MeetingInvitee:
    """Set the sequence that an invitee was last notified of, or None, and return the invitation."""
    invitee = invitee_of(meeting, person)
    invitee.notified_sequence, invitee.notified_cancelled, invitee.in_calendar = sequence, False, sequence is not None
    invitee.save(update_fields=["notified_sequence", "notified_cancelled", "in_calendar"])
    return invitee


def calendar_part(message: Message) -> Message | None:
    """Return the calendar part of a message, or None."""
    return next((part for part in message.walk() if part.get_content_type() == "text/calendar"), None)


def calendar_bytes(message: Message) -> bytes:
    """Return the calendar data of a message."""
    part = calendar_part(message)
    assert part is not None
    return bytes(part.get_payload(decode=True))


def method_of(message: Message) -> str:
    """Return the method of a message, after checking that its Content-Type and calendar agree."""
    part = calendar_part(message)
    if part is None:
        return "no calendar"
    inside = str(icalendar.Calendar.from_ical(calendar_bytes(message))["METHOD"])
    assert part.get_param("method") == inside
    return inside


def event_of(data: bytes) -> Any:
    """Return the only VEVENT of a calendar as read by icalendar, after checking that vobject reads the same."""
    calendar = icalendar.Calendar.from_ical(data)
    event: Any
    (event,) = calendar.walk("VEVENT")
    other = vobject.readOne(data.decode())
    assert other.vevent.uid.value == str(event["UID"])
    assert other.vevent.summary.value == str(event["SUMMARY"])
    if "DTSTART" in event:
        assert utc(other.vevent.dtstart.value) == utc(event["DTSTART"].dt)
        assert utc(other.vevent.dtend.value) == utc(event["DTEND"].dt)
    return event


def zone_bytes(data: bytes) -> bytes:
    """Return the raw VTIMEZONE of a calendar."""
    begin, end = data.index(b"BEGIN:VTIMEZONE"), data.index(b"END:VTIMEZONE")
    return data[begin:end]


def utc(moment: datetime) -> datetime:
    """Return a moment in UTC."""
    return moment.astimezone(UTC)
