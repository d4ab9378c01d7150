"""Meetings for tests, created by the services that the pages use."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from meetings.models import Meeting, MeetingInvitee
from meetings.services.meeting import meeting_create
from networks.models import Network


def meeting_make(network: Network, actor: User | None = None, *, days: int = 14, **fields: Any) -> Meeting:
    """Create a published meeting in a number of days (in the past if negative), from 13:30 to 16:45.

    Without an actor it is created as a background job would.
    """
    given = {
        "on_date": in_days(max(days, 1)),
        "starts_at": time(13, 30),
        "minutes": 195,
        "place": "De Rank, lokaal 4",
        "publish": True,
        **fields,
    }
    meeting = meeting_create(programme=network.programme, network=network, actor=actor, **given)
    if days < 1:
        # Publish it in the future, so that people are invited, and then move it into the past.
        Meeting.objects.filter(pk=meeting.pk).update(on_date=in_days(days))
        meeting.refresh_from_db()
    return meeting


def undecided_make(network: Network, actor: User | None = None, **fields: Any) -> Meeting:
    """Create an online meeting of 45 minutes without a date, five to seven weeks from now."""
    given = {
        "on_date": None,
        "starts_at": None,
        "minutes": 45,
        "mode": Meeting.Mode.ONLINE,
        "place": "",
        "window_starts": in_days(35),
        "window_ends": in_days(49),
    }
    return meeting_make(network, actor, **{**given, **fields})


def in_days(days: int) -> date:
    """Return the date in a number of days."""
    return timezone.localdate() + timedelta(days=days)


def begins_now(meeting: Meeting, *, minutes: int = -20) -> Meeting:
    """Let a meeting of three hours begin in a number of minutes (in progress if negative), and return it.

    The instance that was passed does not change, because a world shared by tests only rolls back the row.
    """
    begins = (timezone.now() + timedelta(minutes=minutes)).astimezone(meeting.zone)
    day, clock = begins.date(), begins.time().replace(second=0, microsecond=0)
    Meeting.objects.filter(pk=meeting.pk).update(on_date=day, starts_at=clock, minutes=180)
    return Meeting.objects.select_related("programme__calendar").get(pk=meeting.pk)


def invitee_of(meeting: Meeting, person: User) -> MeetingInvitee:
    """Return the invitation of a person."""
    return MeetingInvitee.objects.select_related("person", "meeting").get(meeting=meeting, person=person)


def invited(meeting: Meeting) -> set[str]:
    """Return the first names of the current invitees."""
    rows = MeetingInvitee.objects.filter(meeting=meeting, removed_at=None)
    return set(rows.values_list("person__first_name", flat=True))
