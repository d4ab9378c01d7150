"""From a pattern to dates: the asked number, none on a blocked day, the first on site, or a refusal with its reason."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from itertools import pairwise

from meetings.planning.days import DAY, WEEK, WORKING_DAYS, Span, nth_weekday, spread, spread_inside, week_start
from meetings.planning.patterns import MAX_MEETINGS, ON_SITE, ONLINE, Pattern, Recurrence, Series

LONGEST_WINDOW = 3  # weeks


class Refusal(StrEnum):
    """Why a pattern does not fit."""

    NOTHING_ASKED = "nothing_asked"
    TOO_MANY = "too_many"
    END_BEFORE_START = "end_before_start"
    NONE_ON_SITE = "none_on_site"
    NO_FREE_WEEKDAY = "no_free_weekday"
    TOO_FEW_WEEKS = "too_few_weeks"
    TOO_FEW_MONTHS = "too_few_months"
    NO_ROOM_BETWEEN = "no_room_between"


class PlanCannotFitError(Exception):
    """A pattern does not fit. `asked` meetings, room for `free`; words are made where they are read."""

    def __init__(self, reason: Refusal, *, asked: int = 0, free: int = 0, weekday: int = 0) -> None:
        super().__init__(f"{reason}: asked {asked}, free {free}")
        self.reason, self.asked, self.free, self.weekday = reason, asked, free, weekday


@dataclass(frozen=True)
class Slot:
    """One proposed meeting: on a day at a time, or floating between two days."""

    mode: str
    minutes: int
    on_date: date | None = None
    starts_at: time | None = None
    window_starts: date | None = None
    window_ends: date | None = None

    @property
    def first_day(self) -> date:
        """The day it has, or from which it floats."""
        return self.on_date or self.window_starts or date.max


def propose(pattern: Pattern, span: Span, blocked: Collection[date]) -> list[Slot]:
    """Return the meetings of a pattern within a span, in order. The same question has the same answer, always.

    Raises PlanCannotFitError. No day that is proposed is blocked; a floating one begins and ends on a free day.
    """
    _check(pattern, span)
    taken = set(blocked)
    slots: list[Slot] = []
    for series in pattern.of_mode(ON_SITE):
        days = _RHYTHMS[series.recurrence](series, span, taken)
        taken.update(days)
        slots += [Slot(ON_SITE, series.minutes, day, series.starts_at) for day in days]
    days_on_site = sorted(slot.first_day for slot in slots)
    for series in pattern.of_mode(ONLINE):
        online = _between(series, _gaps(days_on_site, span), taken)
        taken.update(slot.on_date for slot in online if slot.on_date)
        slots += online
    return sorted(slots, key=lambda slot: (slot.first_day, slot.mode != ON_SITE))


def _check(pattern: Pattern, span: Span) -> None:
    if span.last < span.first:
        raise PlanCannotFitError(Refusal.END_BEFORE_START)
    if pattern.count < 1:
        raise PlanCannotFitError(Refusal.NOTHING_ASKED)
    if pattern.count > MAX_MEETINGS:
        raise PlanCannotFitError(Refusal.TOO_MANY, asked=pattern.count, free=MAX_MEETINGS)
    if not pattern.of_mode(ON_SITE):
        raise PlanCannotFitError(Refusal.NONE_ON_SITE, asked=pattern.count)


def _free(series: Series, span: Span, taken: Collection[date]) -> list[date]:
    """Return the free days of a series' weekday. Raises when there is none at all."""
    free = [day for day in span.weekdays(series.weekday) if day not in taken]
    if not free:
        raise PlanCannotFitError(Refusal.NO_FREE_WEEKDAY, asked=series.count, weekday=series.weekday)
    return free


def _even(series: Series, span: Span, taken: Collection[date]) -> list[date]:
    """Spread over the free weeks: the first and the last of them among it."""
    free = _free(series, span, taken)
    if len(free) < series.count:
        raise PlanCannotFitError(Refusal.TOO_FEW_WEEKS, asked=series.count, free=len(free), weekday=series.weekday)
    return [free[place] for place in spread(series.count, len(free))]


def _every_weeks(series: Series, span: Span, taken: Collection[date]) -> list[date]:
    """Every so many weeks from the first free one; what falls in a holiday moves to the week after it."""
    free = _free(series, span, taken)
    days = [free[0]]
    for number in range(1, series.count):
        wanted = free[0] + WEEK * series.every * number
        day = next((day for day in free if day >= wanted and day > days[-1]), None)
        if day is None:
            raise PlanCannotFitError(Refusal.TOO_FEW_WEEKS, asked=series.count, free=number, weekday=series.weekday)
        days.append(day)
    return days


def _monthly(series: Series, span: Span, taken: Collection[date]) -> list[date]:
    """The nth weekday of each month, or another free one of that month; a month without one is left out."""
    free = _free(series, span, taken)
    days = []
    for year, month in span.months():
        wanted = nth_weekday(year, month, series.weekday, series.every) or date.max
        here = [day for day in free if (day.year, day.month) == (year, month)]
        days += [day for day in here if day >= wanted][:1] or here[-1:]
    if len(days) < series.count:
        raise PlanCannotFitError(Refusal.TOO_FEW_MONTHS, asked=series.count, free=len(days), weekday=series.weekday)
    return days[: series.count]


_RHYTHMS = {Recurrence.EVEN: _even, Recurrence.WEEKS: _every_weeks, Recurrence.MONTHLY: _monthly}


def _gaps(days: list[date], span: Span) -> list[Span]:
    """Return the days between meetings on site; after the only one, all that is left of the span."""
    if len(days) == 1:
        return [Span(days[0] + DAY, span.last)]
    return [Span(before + DAY, after - DAY) for before, after in pairwise(days)]


def _between(series: Series, gaps: list[Span], taken: Collection[date]) -> list[Slot]:
    """Spread meetings online over the gaps. Raises when they have not enough room together."""
    rooms = [_weeks(gap, taken) if series.date_undecided else _days(series, gap, taken) for gap in gaps]
    slots = []
    for room, count in zip(rooms, _shares(series.count, [len(room) for room in rooms]), strict=True):
        if series.date_undecided:
            slots += [_floating(series, window) for window in _windows(room, count)]
        elif count:
            days = [room[place][0] for place in spread_inside(count, len(room))]
            slots += [Slot(series.mode, series.minutes, day, series.starts_at) for day in days]
    return slots


def _days(series: Series, gap: Span, taken: Collection[date]) -> list[list[date]]:
    return [[day] for day in gap.weekdays(series.weekday) if day not in taken]


def _weeks(gap: Span, taken: Collection[date]) -> list[list[date]]:
    """Return the free working days of a gap by week; whole weeks only, when it has one."""
    weeks: dict[date, list[date]] = {}
    for day in gap.days():
        if day.weekday() < WORKING_DAYS and day not in taken:
            weeks.setdefault(week_start(day), []).append(day)
    whole = [days for monday, days in weeks.items() if monday in gap and monday + timedelta(days=4) in gap]
    return whole or list(weeks.values())


def _shares(count: int, rooms: list[int]) -> list[int]:
    """Return how many of `count` go into each gap: as even as can be, none more than has room. Raises when too many."""
    if sum(rooms) < count:
        raise PlanCannotFitError(Refusal.NO_ROOM_BETWEEN, asked=count, free=sum(rooms))
    all_round, rest = divmod(count, len(rooms))
    extra = set(spread(rest, len(rooms))) if rest > 1 else {len(rooms) // 2} if rest else set()
    wanted = [all_round + (number in extra) for number in range(len(rooms))]
    shares = [min(want, room) for want, room in zip(wanted, rooms, strict=True)]
    while sum(shares) < count:
        spare = [number for number, room in enumerate(rooms) if room > shares[number]]
        shares[min(spare, key=lambda number: (shares[number], number))] += 1
    return shares


def _windows(weeks: list[list[date]], count: int) -> list[list[date]]:
    """Return `count` runs of at most three weeks that follow each other, each in the middle of its own share."""
    found = []
    for number in range(count):
        share = weeks[number * len(weeks) // count : (number + 1) * len(weeks) // count]
        runs: list[list[list[date]]] = []
        for week in share:
            if runs and week_start(week[0]) - week_start(runs[-1][-1][0]) == WEEK:
                runs[-1].append(week)
            else:
                runs.append([week])
        run = max(runs, key=len)
        skip = max(0, (len(run) - LONGEST_WINDOW) // 2)
        found.append([day for week in run[skip : skip + LONGEST_WINDOW] for day in week])
    return found


def _floating(series: Series, window: list[date]) -> Slot:
    return Slot(series.mode, series.minutes, window_starts=window[0], window_ends=window[-1])
