"""Patterns of a year: how many meetings of which kind, on which weekday, in which rhythm."""

from dataclasses import dataclass, replace
from datetime import time
from enum import StrEnum

ON_SITE, ONLINE = "on_site", "online"
MAX_MEETINGS = 60
TUESDAY = 1


class Recurrence(StrEnum):
    """How the meetings on site follow each other."""

    EVEN = "even"  # spread over the weeks that are free
    WEEKS = "weeks"  # every so many weeks
    MONTHLY = "monthly"  # the nth weekday of each month


@dataclass(frozen=True)
class Series:
    """Meetings of one kind. `every`: weeks from one to the next, or which weekday of the month.

    Those online come between those on site, whatever their rhythm; with `floats` they get a few weeks and no day.
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
    """The series of a year."""

    code: str
    series: tuple[Series, ...]

    @property
    def count(self) -> int:
        """How many meetings it asks for."""
        return sum(series.count for series in self.series)

    def of_mode(self, mode: str) -> list[Series]:
        """Return the series of a mode that ask for at least one meeting."""
        return [series for series in self.series if series.mode == mode and series.count > 0]


BUILT_IN_PATTERNS = {
    pattern.code: pattern
    for pattern in (
        Pattern("iselinge", (Series(8), Series(4, ONLINE, 45, starts_at=time(16), date_undecided=True))),
        Pattern("point", (Series(8, minutes=420, starts_at=time(9)),)),
    )
}


def pattern_customise(pattern: Pattern, *, weekday: int, starts_at: time, date_undecided: bool = True) -> Pattern:
    """Return a pattern on a weekday, on site from a time; those online float, or have a day at their usual time."""
    series = [
        replace(one, weekday=weekday, starts_at=starts_at)
        if one.mode == ON_SITE
        else replace(one, weekday=weekday, date_undecided=date_undecided)
        for one in pattern.series
    ]
    return replace(pattern, series=tuple(series))
