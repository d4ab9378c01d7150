"""Blocked days: the days on which a programme plans no meetings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from meetings.holidays import holidays_of, known_years
from meetings.models import BlockedPeriod, Meeting, ProgrammeCalendar
from meetings.planning import Span
from networks.models import Network, Programme, StudyYear
from networks.study_years import current_first_year


@dataclass(frozen=True)
class Blocked:
    """The blocked periods of a programme that overlap a span."""

    periods: Sequence[BlockedPeriod]

    @cached_property
    def names(self) -> dict[date, str]:
        """The name of each blocked day; a public holiday within a school holiday keeps its own name."""
        found: dict[date, str] = {}
        longest_first = sorted(self.periods, key=lambda period: period.last_day - period.first_day, reverse=True)
        for period in longest_first:
            found.update(dict.fromkeys(Span(period.first_day, period.last_day).days(), period.name))
        return found

    @property
    def days(self) -> frozenset[date]:
        return frozenset(self.names)

    @property
    def knows_school_holidays(self) -> bool:
        """Whether there are periods other than public holidays, imported or entered by hand."""
        return any(period.kind != BlockedPeriod.Kind.PUBLIC_HOLIDAY for period in self.periods)


def year_span(year: StudyYear) -> Span:
    return Span(year.starts_on, year.ends_on)


def blocked_of(programme: Programme | int, span: Span) -> Blocked:
    """Return the blocked periods of a programme within a span."""
    periods = BlockedPeriod.objects.filter(programme=programme, last_day__gte=span.first, first_day__lte=span.last)
    return Blocked(list(periods))


def unavailable_days(network: Network, span: Span, *, but: Meeting | None = None) -> set[date]:
    """Return the days that are blocked or on which the network meets, leaving out the meeting `but`."""
    return meeting_days(network, span, but=but) | blocked_of(network.programme_id, span).days


def meeting_days(network: Network, span: Span, *, but: Meeting | None = None) -> set[date]:
    """Return the days on which a network meets, leaving out the meeting `but`."""
    meetings = Meeting.objects.filter(network=network, on_date__range=(span.first, span.last))
    meetings = meetings.exclude(state=Meeting.State.CANCELLED)
    if but is not None:
        meetings = meetings.exclude(pk=but.pk)
    return {day for day in meetings.values_list("on_date", flat=True) if day}


def calendar_of(programme: Programme) -> ProgrammeCalendar:
    """Return the calendar of a programme, or an unsaved one if nothing was chosen yet."""
    found = ProgrammeCalendar.objects.filter(programme=programme).first()
    return found or ProgrammeCalendar(programme=programme)


@dataclass(frozen=True)
class YearDays:
    """The blocked periods of a study year. `source` names the publication of its school holidays, "" if unknown."""

    name: str
    periods: list[BlockedPeriod]
    source: str
    is_known: bool


def programme_days(programme: Programme) -> list[YearDays]:
    """Return the blocked periods of every current or future year that has a study year or published holidays."""
    first_now = current_first_year()
    years = {*known_years(), *programme.study_years.values_list("first_year", flat=True), first_now, first_now + 1}
    periods = list(BlockedPeriod.objects.filter(programme=programme))
    return [_year_days(year, periods) for year in sorted(years) if year >= first_now]


def _year_days(first_year: int, periods: list[BlockedPeriod]) -> YearDays:
    """Return the periods that begin in a study year. A summer holiday belongs to the year before it."""
    first, last = date(first_year, 8, 1), date(first_year + 1, 7, 31)
    here = [period for period in periods if first <= period.first_day <= last]
    published = holidays_of(first_year)
    return YearDays(
        name=f"{first_year}-{first_year + 1}",
        periods=here,
        source=published.source if published else "",
        is_known=Blocked(here).knows_school_holidays,
    )
