"""Days and weeks: weekdays of a month, weeks that are free, even spreading."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

WEEK = timedelta(weeks=1)
DAY = timedelta(days=1)
WORKING_DAYS = 5


@dataclass(frozen=True)
class Span:
    """Days from the first to the last, both included. One that ends before it begins holds no day."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def days(self) -> Iterator[date]:
        """Yield every day, in order."""
        for number in range((self.last - self.first).days + 1):
            yield self.first + timedelta(days=number)

    def weekdays(self, weekday: int) -> list[date]:
        """Return every day that falls on a weekday (Monday is 0), in order."""
        first = self.first + timedelta(days=(weekday - self.first.weekday()) % 7)
        return [first + WEEK * number for number in range((self.last - first).days // 7 + 1)]

    def months(self) -> list[tuple[int, int]]:
        """Return the months it touches, as (year, month), in order."""
        found = range(self.first.year * 12 + self.first.month - 1, self.last.year * 12 + self.last.month)
        return [(number // 12, number % 12 + 1) for number in found]


def week_start(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """Return the nth (1 to 5) such weekday of a month; None when the month has no fifth."""
    first = date(year, month, 1)
    day = first + timedelta(days=(weekday - first.weekday()) % 7) + WEEK * (nth - 1)
    return day if day.month == month else None


def next_free(day: date, within: Span, taken: Collection[date], *, weeks: int) -> date | None:
    """Return the same weekday in the next (`weeks` = 1) or previous (-1) week that is free; None when none is left."""
    day += WEEK * weeks
    while day in within:
        if day not in taken:
            return day
        day += WEEK * weeks
    return None


def same_weekday_next_year(day: date, years: int = 1) -> date:
    """Return the day of the same week number and weekday some years on; in a year without week 53, of week 52."""
    year, week, weekday = day.isocalendar()
    try:
        return date.fromisocalendar(year + years, week, weekday)
    except ValueError:
        return date.fromisocalendar(year + years, 52, weekday)


def spread(count: int, room: int) -> list[int]:
    """Return `count` different places out of `room`, the first and the last among them, as even as can be.

    A single one takes the first place. Raises ValueError when there is no room.
    """
    if count > room:
        raise ValueError(f"{count} places asked, {room} there")
    if count == 1:
        return [0]
    return [(2 * number * (room - 1) + count - 1) // (2 * (count - 1)) for number in range(count)]


def spread_inside(count: int, room: int) -> list[int]:
    """Return `count` different places out of `room`, each in the middle of its own share. Raises as `spread` does."""
    if count > room:
        raise ValueError(f"{count} places asked, {room} there")
    return [(2 * number + 1) * room // (2 * count) for number in range(count)]
