"""What people of a network expect of each other: written down in the first meeting, looked at again half-way (M15)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from meetings.models import Meeting
from meetings.selectors.agenda import Agenda, is_first_of_network
from networks.services.programme import first_year_now

# A year of one or two meetings has no half-way.
FEWEST_WITH_A_MIDDLE = 3


@dataclass(frozen=True)
class ExpectationsPart:
    """A part that is offered for the agenda: how that is asked, and what it is."""

    heading: str
    question: str
    title: str
    note: str
    minutes: int


def expectations_offered(meeting: Meeting, agenda: Agenda) -> ExpectationsPart | None:
    """Return what to offer on the page where the agenda is arranged; None when it is there or at any other meeting."""
    if meeting.is_cancelled or meeting.is_over():
        return None
    part = _first_time() if is_first_of_network(meeting) else _half_way() if is_half_way(meeting) else None
    there = {line.block.title for line in (*agenda.lines, *agenda.proposals)}
    return part if part and part.title not in there else None


def expectations_part(meeting: Meeting) -> ExpectationsPart:
    """Return the part itself, as this meeting has it."""
    return _half_way() if is_half_way(meeting) and not is_first_of_network(meeting) else _first_time()


def is_half_way(meeting: Meeting) -> bool:
    """Return whether this is the middle one of the meetings of its network in its study year."""
    if meeting.network_id is None or meeting.kind != Meeting.Kind.NETWORK:
        return False
    first = first_year_now(meeting.on_date or meeting.floats_from or meeting.last_day)
    year = (date(first, 8, 1), date(first + 1, 7, 31))
    within = Q(on_date__range=year) | Q(on_date=None, floats_from__range=year)
    rows = Meeting.objects.filter(within, network=meeting.network_id, kind=Meeting.Kind.NETWORK)
    found = sorted(rows.exclude(state=Meeting.State.CANCELLED), key=lambda one: one.place_in_lists)
    return len(found) >= FEWEST_WITH_A_MIDDLE and found[len(found) // 2].pk == meeting.pk


def _first_time() -> ExpectationsPart:
    return ExpectationsPart(
        heading=_("A first time"),
        question=_("Twenty minutes for what you expect of each other, in your own words?"),
        title=_("What do we expect of each other?"),
        note=_("In your own words, written down together. Half-way you look at it again."),
        minutes=20,
    )


def _half_way() -> ExpectationsPart:
    return ExpectationsPart(
        heading=_("Half-way through the year"),
        question=_("Fifteen minutes to look again at what you expect of each other?"),
        title=_("Does it still hold, what we expect of each other?"),
        note=_("Take what you wrote down the first time. What do you keep, and what becomes different?"),
        minutes=15,
    )
