"""The days on which a programme plans no meetings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from meetings.holidays import holidays_of, known_years
from meetings.models import BlockedPeriod, Meeting, ProgrammeCalendar
from meetings.planning import Span
from networks.models import Network, Programme, StudyYear
from networks.services.programme import first_year_now


@dataclass(frozen=True)
class Blocked:
    """The blocked periods of a programme that touch a span."""

    periods: Sequence[BlockedPeriod]

    @cached_property
    def names(self) -> dict[date, str]:
        """What each blocked day is called; a public holiday within a school holiday keeps its own name."""
        found: dict[date, str] = {}
        longest_first = sorted(self.periods, key=lambda period: period.last_day - period.first_day, reverse=True)
        for period in longest_first:
            found.update(dict.fromkeys(Span(period.first_day, period.last_day).days(), period.name))
        return found

    @property
    def days(self) -> frozenset[date]:
        """Every blocked day."""
        return frozenset(self.names)

    @property
    def knows_school_holidays(self) -> bool:
        """Whether there is more than public holidays: taken over, or typed in."""
        return any(period.kind != BlockedPeriod.Kind.PUBLIC_HOLIDAY for period in self.periods)


def year_span(year: StudyYear) -> Span:
    """Return the days of a study year."""
    return Span(year.starts_on, year.ends_on)


def blocked_of(programme: Programme | int, span: Span) -> Blocked:
    """Return what is blocked in a programme within a span."""
    periods = BlockedPeriod.objects.filter(programme=programme, last_day__gte=span.first, first_day__lte=span.last)
    return Blocked(list(periods))


def days_taken(network: Network, span: Span, *, but: Meeting | None = None) -> set[date]:
    """Return the days on which a network can have no (other) meeting: blocked ones, and those with a meeting."""
    return meeting_days(network, span, but=but) | blocked_of(network.programme_id, span).days


def meeting_days(network: Network, span: Span, *, but: Meeting | None = None) -> set[date]:
    """Return the days on which a network has an(other) meeting."""
    meetings = Meeting.objects.filter(network=network, on_date__range=(span.first, span.last))
    meetings = meetings.exclude(state=Meeting.State.CANCELLED)
    if but is not None:
        meetings = meetings.exclude(pk=but.pk)
    return {day for day in meetings.values_list("on_date", flat=True) if day}


def calendar_of(programme: Programme) -> ProgrammeCalendar:
    """Return the calendar of a programme; one that is not saved when nothing was chosen yet."""
    found = ProgrammeCalendar.objects.filter(programme=programme).first()
    return found or ProgrammeCalendar(programme=programme)


@dataclass(frozen=True)
class YearDays:
    """The days without meetings of a study year. `source`: where its school holidays were published, "" if unknown."""

    name: str
    periods: list[BlockedPeriod]
    source: str
    is_known: bool


def programme_days(programme: Programme) -> list[YearDays]:
    """Return the days without meetings of the study years that are not over and of the years that are published."""
    first_now = first_year_now()
    years = {*known_years(), *programme.study_years.values_list("first_year", flat=True), first_now, first_now + 1}
    periods = list(BlockedPeriod.objects.filter(programme=programme))
    return [_year_days(year, periods) for year in sorted(years) if year >= first_now]


def _year_days(first_year: int, periods: list[BlockedPeriod]) -> YearDays:
    """A holiday belongs to the year in which it begins: the summer to the year that it ends."""
    first, last = date(first_year, 8, 1), date(first_year + 1, 7, 31)
    here = [period for period in periods if first <= period.first_day <= last]
    published = holidays_of(first_year)
    return YearDays(
        name=f"{first_year}-{first_year + 1}",
        periods=here,
        source=published.source if published else "",
        is_known=Blocked(here).knows_school_holidays,
    )
