"""The meetings of networks in a few words, for who runs their programme. No numbers, no names, no colour."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.formatting import day_in_words, moment_in_words
from meetings.models import BlockedPeriod, Meeting, MeetingInvitee
from meetings.planning.days import WORKING_DAYS
from meetings.selectors.blocked import Blocked
from networks.models import Network
from networks.services.programme import first_year_now

# An open question about a network stands with its facilitator for ten working days before coordinators read it (V7).
HEARS_FIRST = 10
# How people come is said of so many meetings and so many people at least, so that no word is about one person or day.
ENOUGH_MEETINGS, ENOUGH_PEOPLE = 4, 8
MOSTLY = 0.75


@dataclass(frozen=True)
class Rhythm:
    """The meetings of one network in words. `asks` is an open question, which its facilitator read before."""

    next: str = ""
    last: str = ""
    asks: bool = False
    comes: str = ""


def rhythms(networks: Iterable[Network]) -> dict[int, Rhythm]:
    """Return by key of network what coordinators read of its meetings, in four queries for all."""
    found = list(networks)
    today = timezone.localdate()
    meetings = Meeting.objects.announced().filter(network__in=found, kind=Meeting.Kind.NETWORK)
    meetings = meetings.select_related("programme__calendar")
    coming: defaultdict[int | None, list[Meeting]] = defaultdict(list)
    held: defaultdict[int | None, list[Meeting]] = defaultdict(list)
    called_off: defaultdict[int | None, list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        kept = called_off if meeting.is_cancelled else held if meeting.is_over() else coming
        kept[meeting.network_id].append(meeting)
    closed = _closed_days(found)
    words = comes_in_words(network.pk for network in found)
    since = {network.pk: _since(network, held[network.pk], called_off[network.pk]) for network in found}
    return {
        network.pk: Rhythm(
            next=moment_in_words(coming[network.pk][0]) if coming[network.pk] else "",
            last=day_in_words(held[network.pk][-1].last_day) if held[network.pk] else "",
            asks=not (coming[network.pk] or network.has_ended(today))
            and _stood_long(since[network.pk], today, closed[network.programme_id]),
            comes=words.get(network.pk, ""),
        )
        for network in found
    }


def _since(network: Network, held: list[Meeting], called_off: list[Meeting]) -> date | None:
    """Return the day since which a network without a meeting to come has none; None when nobody can tell."""
    days = [held[-1].last_day] if held else []
    days += [timezone.localdate(meeting.cancelled_at) for meeting in called_off if meeting.cancelled_at]
    return max(days, default=network.starts_on)


def _stood_long(since: date | None, today: date, closed: frozenset[date]) -> bool:
    """Return whether "no day yet" has stood with the facilitator for ten whole working days."""
    if since is None:
        return False
    between = (since + timedelta(days=number) for number in range(1, (today - since).days))
    working = (day for day in between if day.weekday() < WORKING_DAYS and day not in closed)
    return len(list(islice(working, HEARS_FIRST))) == HEARS_FIRST


def _closed_days(networks: Iterable[Network]) -> dict[int, frozenset[date]]:
    """Return by key of programme the days on which schools are closed or it plans no meetings."""
    periods: defaultdict[int, list[BlockedPeriod]] = defaultdict(list)
    programmes = {network.programme_id for network in networks}
    for period in BlockedPeriod.objects.filter(programme__in=programmes):
        periods[period.programme_id].append(period)
    return {programme: Blocked(periods[programme]).days for programme in programmes}


def comes_in_words(networks: Iterable[int]) -> dict[int, str]:
    """Return by key of network how people come this study year: "mostly complete" or "varying".

    A meeting counts when it was said of everybody whether they were there. It was complete when at most one in five was
    absent: that one person was not there never shows. Says nothing of few meetings or few people.
    """
    first_day = date(first_year_now(), 8, 1)
    there = Count("pk", filter=Q(attendance__was_there=True))
    said = Count("attendance")
    rows = (
        MeetingInvitee.objects.current()
        .filter(
            meeting__network__in=list(networks), meeting__kind=Meeting.Kind.NETWORK, meeting__on_date__gte=first_day
        )
        .filter(because=MeetingInvitee.Because.KIND)
        .values("meeting__network", "meeting")
        .annotate(people=Count("pk"), there=there, said=said)
    )
    complete = defaultdict(list)
    for row in rows:
        if row["said"] == row["people"] >= ENOUGH_PEOPLE:
            may_miss = max(1, row["people"] // 5)
            complete[row["meeting__network"]].append(row["people"] - row["there"] <= may_miss)
    return {
        key: _("mostly complete") if sum(flags) >= MOSTLY * len(flags) else _("varying")
        for key, flags in complete.items()
        if len(flags) >= ENOUGH_MEETINGS
    }
