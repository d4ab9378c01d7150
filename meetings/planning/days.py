"""Arithmetic of days and weeks: weekdays in a month, free weeks, even spreading."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

WEEK = timedelta(weeks=1)
DAY = timedelta(days=1)
WORKING_DAYS = 5


@dataclass(frozen=True)
class Span:
    """The days from `first` to `last`, both included; empty if it ends before it begins."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def days(self) -> Iterator[date]:
        for number in range((self.last - self.first).days + 1):
            yield self.first + timedelta(days=number)

    def weekdays(self, weekday: int) -> list[date]:
        """Return every day on this weekday (Monday is 0), in order."""
        first = self.first + timedelta(days=(weekday - self.first.weekday()) % 7)
        return [first + WEEK * number for number in range((self.last - first).days // 7 + 1)]

    def months(self) -> list[tuple[int, int]]:
        """Return the months that it touches, as (year, month), in order."""
        found = range(self.first.year * 12 + self.first.month - 1, self.last.year * 12 + self.last.month)
        return [(number // 12, number % 12 + 1) for number in found]


def week_start(day: date) -> date:
    """Return the Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """Return the nth (1 to 5) occurrence of a weekday in a month, or None if there is no fifth."""
    first = date(year, month, 1)
    day = first + timedelta(days=(weekday - first.weekday()) % 7) + WEEK * (nth - 1)
    return day if day.month == month else None


def next_free(day: date, within: Span, unavailable: Collection[date], *, weeks: int) -> date | None:
    """Return the same weekday in the next (`weeks` = 1) or previous (-1) free week, or None if there is none."""
    day += WEEK * weeks
    while day in within:
        if day not in unavailable:
            return day
        day += WEEK * weeks
    return None


def same_weekday_next_year(day: date, years: int = 1) -> date:
    """Return the day with the same week number and weekday some years later, in week 52 if that year has no week 53."""
    year, week, weekday = day.isocalendar()
    try:
        return date.fromisocalendar(year + years, week, weekday)
    except ValueError:
        return date.fromisocalendar(year + years, 52, weekday)


def spread(count: int, available: int) -> list[int]:
    """Return `count` different indices below `available`, spread evenly from the first to the last.

    A single one is the first. Raises ValueError if `count` exceeds `available`.
    """
    if count > available:
        raise ValueError(f"{count} indices requested, {available} available")
    if count == 1:
        return [0]
    return [(2 * number * (available - 1) + count - 1) // (2 * (count - 1)) for number in range(count)]


def spread_inside(count: int, available: int) -> list[int]:
    """Return `count` different indices below `available`, each in the middle of an equal share.

    Raises ValueError if `count` exceeds `available`.
    """
    if count > available:
        raise ValueError(f"{count} indices requested, {available} available")
    return [(2 * number + 1) * available // (2 * count) for number in range(count)]
