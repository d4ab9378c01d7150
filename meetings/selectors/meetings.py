"""Meetings as pages list them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from meetings.formatting import moment_in_words
from meetings.models import Meeting
from meetings.querysets import OPEN_KINDS
from networks.models import Network


@dataclass(frozen=True)
class MeetingLine:
    """One meeting in a list."""

    meeting: Meeting
    title: str
    moment: str


@dataclass(frozen=True)
class NetworkMeetings:
    """The meetings of a network for one reader: what comes, by day, and what was, the latest first."""

    coming: list[MeetingLine]
    before: list[MeetingLine]


def network_meetings(network: Network, user: Any, *, with_drafts: bool) -> NetworkMeetings:
    """Return the meetings of a network that this person may see; drafts for those who plan.

    Drafts of monitoring conversations stand on the page of the programme, for who plans those.
    """
    seen = Meeting.objects.visible_to(user)
    drafts = Meeting.objects.filter(state=Meeting.State.DRAFT).exclude(kind=Meeting.Kind.MONITORING)
    found = (seen | drafts) if with_drafts else seen
    found = found.filter(network=network)
    return NetworkMeetings(coming=lines_of(found.coming()), before=lines_of(found.before())[::-1])


def latest_meeting(network: Network) -> Meeting | None:
    """Return the network's last meeting by day, whose times and place a new one begins with."""
    rows = Meeting.objects.filter(network=network, on_date__isnull=False, kind__in=OPEN_KINDS)
    return rows.order_by("-on_date", "-pk").first()


def title_of(meeting: Meeting) -> str:
    """Return what a meeting is called: its own title, or its kind."""
    kind = str(meeting.get_kind_display())
    return meeting.title or kind[:1].upper() + kind[1:]


def lines_of(meetings: "QuerySet[Meeting]") -> list[MeetingLine]:
    """Return meetings as a list shows them, by the first day: one that floats stands where its weeks begin."""
    found = meetings.select_related("programme__calendar", "network")
    rows = sorted(found, key=lambda meeting: meeting.place_in_lists)
    return [MeetingLine(meeting, title_of(meeting), moment_in_words(meeting)) for meeting in rows]
