"""The meetings of networks in a few words, for who runs their programme. No numbers, no names, no colour."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.models import Meeting, MeetingInvitee
from meetings.words import day_in_words, moment_in_words
from networks.models import Network
from networks.services.programme import first_year_now

# An open question about a network stands with its facilitator for ten working days before coordinators read it (V7).
HEARS_FIRST = timedelta(days=14)
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
    """Return by key of network what coordinators read of its meetings, in three queries for all."""
    found = list(networks)
    today = timezone.localdate()
    meetings = Meeting.objects.published().filter(network__in=found, kind=Meeting.Kind.NETWORK)
    meetings = meetings.select_related("programme__calendar")
    coming: defaultdict[int | None, list[Meeting]] = defaultdict(list)
    held: defaultdict[int | None, list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        (held if meeting.is_over() else coming)[meeting.network_id].append(meeting)
    words = comes_in_words(network.pk for network in found)
    return {
        network.pk: Rhythm(
            next=moment_in_words(coming[network.pk][0]) if coming[network.pk] else "",
            last=day_in_words(held[network.pk][-1].last_day) if held[network.pk] else "",
            asks=not coming[network.pk] and _asks(network, held[network.pk], today),
            comes=words.get(network.pk, ""),
        )
        for network in found
    }


def _asks(network: Network, held: list[Meeting], today: date) -> bool:
    """Return whether "no day yet" has stood with the facilitator long enough."""
    if network.has_ended(today):
        return False
    since = held[-1].last_day if held else network.starts_on
    return since is not None and since + HEARS_FIRST <= today


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
