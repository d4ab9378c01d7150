"""The agenda block about mutual expectations: offered at the first meeting and halfway through the year (M15)."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from meetings.kinds import OPEN_KINDS
from meetings.models import AgendaBlock, Meeting
from meetings.selectors.agenda import Agenda, is_first_of_network
from networks.models import Network
from networks.study_years import current_first_year

# A year of one or two meetings has no middle.
FEWEST_WITH_A_MIDDLE = 3


@dataclass(frozen=True)
class OfferedBlock:
    """An agenda block to offer, with the heading and question that offer it."""

    heading: str
    question: str
    title: str
    note: str
    minutes: int


def expectations_offered(meeting: Meeting, agenda: Agenda) -> OfferedBlock | None:
    """Return the block to offer to the planner; None if it is on the agenda already or for any other meeting."""
    if meeting.is_cancelled or meeting.is_over():
        return None
    part = _first_time() if is_first_of_network(meeting) else _half_way() if is_half_way(meeting) else None
    there = {line.block.title for line in (*agenda.lines, *agenda.proposals)}
    return part if part and part.title not in there else None


def expectations_part(meeting: Meeting) -> OfferedBlock:
    """Return the block that suits this meeting."""
    return _half_way() if is_half_way(meeting) and not is_first_of_network(meeting) else _first_time()


def is_half_way(meeting: Meeting) -> bool:
    """Return whether this is the middle meeting of its network in its study year."""
    if meeting.network_id is None or meeting.kind != Meeting.Kind.NETWORK:
        return False
    first = current_first_year(meeting.on_date or meeting.window_starts or meeting.last_day)
    year = (date(first, 8, 1), date(first + 1, 7, 31))
    within = Q(on_date__range=year) | Q(on_date=None, window_starts__range=year)
    rows = Meeting.objects.filter(within, network=meeting.network_id, kind=Meeting.Kind.NETWORK)
    found = sorted(rows.exclude(state=Meeting.State.CANCELLED), key=lambda one: one.sort_key)
    return len(found) >= FEWEST_WITH_A_MIDDLE and found[len(found) // 2].pk == meeting.pk


def _first_time() -> OfferedBlock:
    return OfferedBlock(
        heading=_("A first time"),
        question=_("Twenty minutes for what you expect of each other, in your own words?"),
        title=_("What do we expect of each other?"),
        note=_("In your own words, written down together. You’ll look at it again halfway through."),
        minutes=20,
    )


def _half_way() -> OfferedBlock:
    return OfferedBlock(
        heading=_("Halfway through the year"),
        question=_("Fifteen minutes to look back at what you expect of each other?"),
        title=_("Do our expectations of each other still hold?"),
        note=_("Look at what you wrote down the first time. What do you keep, and what will you change?"),
        minutes=15,
    )


def expectations_titles() -> set[str]:
    """Return the titles that this block has on agendas, in every language."""
    titles = set()
    for code, _name in settings.LANGUAGES:
        with override(code):
            titles |= {_first_time().title, _half_way().title}
    return titles


def expectations_talks(network: Network) -> list[Meeting]:
    """Return the meetings with notes in which the network talked about its expectations, latest first, in one query.

    Only meetings that everyone in the network may read.
    """
    talks = AgendaBlock.objects.filter(
        meeting=OuterRef("pk"), title__in=expectations_titles(), state=AgendaBlock.State.PLANNED
    )
    rows = Meeting.objects.filter(Exists(talks), network=network, kind__in=OPEN_KINDS, state=Meeting.State.PUBLISHED)
    return list(rows.exclude(notes_what="").exclude(on_date=None).order_by("-on_date", "-pk"))
