"""Summaries of the meetings of networks, for their coordinators. They show no numbers, names or colours."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.formatting import format_day, format_moment
from meetings.models import BlockedPeriod, Meeting, MeetingInvitee
from meetings.planning.days import WORKING_DAYS
from meetings.selectors.blocked import Blocked
from networks.models import Network
from networks.study_years import current_first_year

# Only the facilitator sees an open question for ten working days, before coordinators do (V7).
FACILITATOR_FIRST_DAYS = 10
# Attendance is described only for at least this many meetings and people, so that it is never about one of them.
MIN_MEETINGS, MIN_PEOPLE = 4, 8
MOSTLY_SHARE = 0.75


@dataclass(frozen=True)
class MeetingSummary:
    """The meetings of one network in words. `asks_question` is set once the facilitator has seen the question."""

    next: str = ""
    last: str = ""
    asks_question: bool = False
    attendance: str = ""


def meeting_summaries(networks: Iterable[Network]) -> dict[int, MeetingSummary]:
    """Return the summaries by network key, in four queries for all networks."""
    found = list(networks)
    today = timezone.localdate()
    meetings = Meeting.objects.announced().filter(network__in=found, kind=Meeting.Kind.NETWORK)
    meetings = meetings.select_related("programme__calendar")
    coming: defaultdict[int | None, list[Meeting]] = defaultdict(list)
    held: defaultdict[int | None, list[Meeting]] = defaultdict(list)
    cancelled: defaultdict[int | None, list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        group = cancelled if meeting.is_cancelled else held if meeting.is_over() else coming
        group[meeting.network_id].append(meeting)
    closed = _closed_days(found)
    words = attendance_labels(network.pk for network in found)
    since = {network.pk: _since(network, held[network.pk], cancelled[network.pk]) for network in found}
    return {
        network.pk: MeetingSummary(
            next=format_moment(coming[network.pk][0]) if coming[network.pk] else "",
            last=format_day(held[network.pk][-1].last_day) if held[network.pk] else "",
            asks_question=not (coming[network.pk] or network.has_ended(today))
            and _is_overdue(since[network.pk], today, closed[network.programme_id]),
            attendance=words.get(network.pk, ""),
        )
        for network in found
    }


def _since(network: Network, held: list[Meeting], cancelled: list[Meeting]) -> date | None:
    """Return the date since which the network has had no upcoming meeting, or None if unknown."""
    days = [held[-1].last_day] if held else []
    days += [timezone.localdate(meeting.cancelled_at) for meeting in cancelled if meeting.cancelled_at]
    return max(days, default=network.starts_on)


def _is_overdue(since: date | None, today: date, closed: frozenset[date]) -> bool:
    """Return whether the facilitator alone has seen "no date yet" for ten whole working days."""
    if since is None:
        return False
    between = (since + timedelta(days=number) for number in range(1, (today - since).days))
    working = (day for day in between if day.weekday() < WORKING_DAYS and day not in closed)
    return len(list(islice(working, FACILITATOR_FIRST_DAYS))) == FACILITATOR_FIRST_DAYS


def _closed_days(networks: Iterable[Network]) -> dict[int, frozenset[date]]:
    """Return the blocked days by programme key."""
    periods: defaultdict[int, list[BlockedPeriod]] = defaultdict(list)
    programmes = {network.programme_id for network in networks}
    for period in BlockedPeriod.objects.filter(programme__in=programmes):
        periods[period.programme_id].append(period)
    return {programme: Blocked(periods[programme]).days for programme in programmes}


def attendance_labels(networks: Iterable[int]) -> dict[int, str]:
    """Return the attendance of this study year by network key: "usually nearly everyone" or "varies".

    A meeting counts if attendance was recorded for every invitee, and as complete if at most one in five was absent, so
    that the absence of one person never shows. Networks with few meetings or few people are left out.
    """
    first_day = date(current_first_year(), 8, 1)
    there = Count("pk", filter=Q(attendance__was_there=True))
    said = Count("attendance")
    rows = (
        MeetingInvitee.objects.current()
        .filter(
            meeting__network__in=list(networks), meeting__kind=Meeting.Kind.NETWORK, meeting__on_date__gte=first_day
        )
        .filter(source=MeetingInvitee.Source.KIND)
        .values("meeting__network", "meeting")
        .annotate(people=Count("pk"), there=there, said=said)
    )
    complete = defaultdict(list)
    for row in rows:
        if row["said"] == row["people"] >= MIN_PEOPLE:
            may_miss = max(1, row["people"] // 5)
            complete[row["meeting__network"]].append(row["people"] - row["there"] <= may_miss)
    return {
        key: _("usually nearly everyone") if sum(flags) >= MOSTLY_SHARE * len(flags) else _("varies")
        for key, flags in complete.items()
        if len(flags) >= MIN_MEETINGS
    }
