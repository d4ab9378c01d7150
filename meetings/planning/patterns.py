"""Patterns of a year: how many meetings, on which weekday, how often."""

from dataclasses import dataclass, replace
from datetime import time
from enum import StrEnum

ON_SITE, ONLINE = "on_site", "online"
MAX_MEETINGS = 60
TUESDAY = 1


class Recurrence(StrEnum):
    """How often on-site meetings take place."""

    EVEN = "even"  # spread over the free weeks
    WEEKS = "weeks"  # every so many weeks
    MONTHLY = "monthly"  # the nth weekday of each month


@dataclass(frozen=True)
class Series:
    """A number of meetings with the same mode, length and weekday.

    `every` is the number of weeks between meetings or, for MONTHLY, which weekday of the month. Online meetings are
    placed between on-site ones, whatever their recurrence; with `date_undecided` they get a window instead of a date.
    """

    count: int
    mode: str = ON_SITE
    minutes: int = 195
    weekday: int = TUESDAY
    starts_at: time = time(13, 30)
    recurrence: Recurrence = Recurrence.EVEN
    every: int = 1
    date_undecided: bool = False


@dataclass(frozen=True)
class Pattern:
    """The series of meetings in a year."""

    code: str
    series: tuple[Series, ...]

    @property
    def count(self) -> int:
        """The total number of meetings."""
        return sum(series.count for series in self.series)

    def of_mode(self, mode: str) -> list[Series]:
        """Return the non-empty series with this mode."""
        return [series for series in self.series if series.mode == mode and series.count > 0]


BUILT_IN_PATTERNS = {
    pattern.code: pattern
    for pattern in (
        Pattern("iselinge", (Series(8), Series(4, ONLINE, 45, starts_at=time(16), date_undecided=True))),
        Pattern("point", (Series(8, minutes=420, starts_at=time(9)),)),
    )
}


def pattern_customise(pattern: Pattern, *, weekday: int, starts_at: time, date_undecided: bool = True) -> Pattern:
    """Return a pattern with another weekday and another start time on site, and with or without dates online."""
    series = [
        replace(one, weekday=weekday, starts_at=starts_at)
        if one.mode == ON_SITE
        else replace(one, weekday=weekday, date_undecided=date_undecided)
        for one in pattern.series
    ]
    return replace(pattern, series=tuple(series))
