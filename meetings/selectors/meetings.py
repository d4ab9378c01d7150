"""Lists of meetings."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from meetings.formatting import format_moment
from meetings.kinds import COORDINATOR_ONLY_KINDS, OPEN_KINDS
from meetings.models import Meeting
from networks.models import Network


@dataclass(frozen=True)
class MeetingLine:
    """A meeting in a list."""

    meeting: Meeting
    title: str
    moment: str


@dataclass(frozen=True)
class NetworkMeetings:
    """The meetings of a network for one reader: upcoming ones by day and past ones, latest first."""

    upcoming: list[MeetingLine]
    past: list[MeetingLine]


def network_meetings(network: Network, user: Any, *, with_drafts: bool) -> NetworkMeetings:
    """Return the meetings of a network that this person may see, with drafts for planners.

    Drafts of monitoring conversations are listed on the page of the programme instead.
    """
    seen = Meeting.objects.visible_to(user)
    drafts = Meeting.objects.filter(state=Meeting.State.DRAFT).exclude(kind__in=COORDINATOR_ONLY_KINDS)
    found = (seen | drafts) if with_drafts else seen
    found = found.filter(network=network)
    return NetworkMeetings(upcoming=lines_of(found.upcoming()), past=lines_of(found.past())[::-1])


def latest_meeting(network: Network) -> Meeting | None:
    """Return the network's last meeting by date, from which a new one takes its times and place, or None."""
    rows = Meeting.objects.filter(network=network, on_date__isnull=False, kind__in=OPEN_KINDS)
    return rows.order_by("-on_date", "-pk").first()


def title_of(meeting: Meeting) -> str:
    """Return the title of a meeting, or its kind if it has none."""
    kind = str(meeting.get_kind_display())
    return meeting.title or kind[:1].upper() + kind[1:]


def lines_of(meetings: "QuerySet[Meeting]") -> list[MeetingLine]:
    """Return list lines for meetings by first possible day, so that an undecided date sorts where its window starts."""
    found = meetings.select_related("programme__calendar", "network")
    rows = sorted(found, key=lambda meeting: meeting.sort_key)
    return [MeetingLine(meeting, title_of(meeting), format_moment(meeting)) for meeting in rows]
