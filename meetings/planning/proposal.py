"""Turning a pattern into dates: the requested number, none on a blocked day, the first one on site."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from itertools import pairwise

from meetings.planning.days import DAY, WEEK, WORKING_DAYS, Span, nth_weekday, spread, spread_inside, week_start
from meetings.planning.patterns import MAX_MEETINGS, ON_SITE, ONLINE, Pattern, Recurrence, Series

LONGEST_WINDOW = 3  # weeks


class Refusal(StrEnum):
    """The reason why a pattern does not fit."""

    NOTHING_ASKED = "nothing_asked"
    TOO_MANY = "too_many"
    END_BEFORE_START = "end_before_start"
    NONE_ON_SITE = "none_on_site"
    NO_FREE_WEEKDAY = "no_free_weekday"
    TOO_FEW_WEEKS = "too_few_weeks"
    TOO_FEW_MONTHS = "too_few_months"
    NO_ROOM_BETWEEN = "no_room_between"


class PlanCannotFitError(Exception):
    """A pattern does not fit: `asked` meetings, but only `free` available. The form turns this into text."""

    def __init__(self, reason: Refusal, *, asked: int = 0, free: int = 0, weekday: int = 0) -> None:
        super().__init__(f"{reason}: asked {asked}, free {free}")
        self.reason, self.asked, self.free, self.weekday = reason, asked, free, weekday


@dataclass(frozen=True)
class Slot:
    """One proposed meeting, with a date and time or with a window of days."""

    mode: str
    minutes: int
    on_date: date | None = None
    starts_at: time | None = None
    window_starts: date | None = None
    window_ends: date | None = None

    @property
    def first_day(self) -> date:
        """The date, or the first day of the window."""
        return self.on_date or self.window_starts or date.max


def propose(pattern: Pattern, span: Span, blocked: Collection[date]) -> list[Slot]:
    """Return the meetings of a pattern within a span, in order. The result is deterministic.

    No proposed date is blocked, and windows begin and end on free days. Raises PlanCannotFitError.
    """
    _check(pattern, span)
    unavailable = set(blocked)
    slots: list[Slot] = []
    for series in pattern.of_mode(ON_SITE):
        days = _RECURRENCES[series.recurrence](series, span, unavailable)
        unavailable.update(days)
        slots += [Slot(ON_SITE, series.minutes, day, series.starts_at) for day in days]
    days_on_site = sorted(slot.first_day for slot in slots)
    for series in pattern.of_mode(ONLINE):
        online = _between(series, _gaps(days_on_site, span), unavailable)
        unavailable.update(slot.on_date for slot in online if slot.on_date)
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


def _free(series: Series, span: Span, unavailable: Collection[date]) -> list[date]:
    """Return the free days on the weekday of a series. Raises PlanCannotFitError if there are none."""
    free = [day for day in span.weekdays(series.weekday) if day not in unavailable]
    if not free:
        raise PlanCannotFitError(Refusal.NO_FREE_WEEKDAY, asked=series.count, weekday=series.weekday)
    return free


def _even(series: Series, span: Span, unavailable: Collection[date]) -> list[date]:
    """Return days spread over the free weeks, from the first to the last."""
    free = _free(series, span, unavailable)
    if len(free) < series.count:
        raise PlanCannotFitError(Refusal.TOO_FEW_WEEKS, asked=series.count, free=len(free), weekday=series.weekday)
    return [free[index] for index in spread(series.count, len(free))]


def _every_weeks(series: Series, span: Span, unavailable: Collection[date]) -> list[date]:
    """Return a day every so many weeks from the first free one; one in a holiday moves to the week after it."""
    free = _free(series, span, unavailable)
    days = [free[0]]
    for number in range(1, series.count):
        wanted = free[0] + WEEK * series.every * number
        day = next((day for day in free if day >= wanted and day > days[-1]), None)
        if day is None:
            raise PlanCannotFitError(Refusal.TOO_FEW_WEEKS, asked=series.count, free=number, weekday=series.weekday)
        days.append(day)
    return days


def _monthly(series: Series, span: Span, unavailable: Collection[date]) -> list[date]:
    """Return the nth weekday of each month, or another free one in that month. Months without one are skipped."""
    free = _free(series, span, unavailable)
    days = []
    for year, month in span.months():
        wanted = nth_weekday(year, month, series.weekday, series.every) or date.max
        here = [day for day in free if (day.year, day.month) == (year, month)]
        days += [day for day in here if day >= wanted][:1] or here[-1:]
    if len(days) < series.count:
        raise PlanCannotFitError(Refusal.TOO_FEW_MONTHS, asked=series.count, free=len(days), weekday=series.weekday)
    return days[: series.count]


_RECURRENCES = {Recurrence.EVEN: _even, Recurrence.WEEKS: _every_weeks, Recurrence.MONTHLY: _monthly}


def _gaps(days: list[date], span: Span) -> list[Span]:
    """Return the spans between on-site meetings or, if there is only one, the rest of the span after it."""
    if len(days) == 1:
        return [Span(days[0] + DAY, span.last)]
    return [Span(before + DAY, after - DAY) for before, after in pairwise(days)]


def _between(series: Series, gaps: list[Span], unavailable: Collection[date]) -> list[Slot]:
    """Spread online meetings over the gaps. Raises PlanCannotFitError if the gaps are too small."""
    available_per_gap = [
        _weeks(gap, unavailable) if series.date_undecided else _days(series, gap, unavailable) for gap in gaps
    ]
    shares = _shares(series.count, [len(available) for available in available_per_gap])
    slots = []
    for available, count in zip(available_per_gap, shares, strict=True):
        if series.date_undecided:
            slots += [_undecided(series, window) for window in _windows(available, count)]
        elif count:
            days = [available[index][0] for index in spread_inside(count, len(available))]
            slots += [Slot(series.mode, series.minutes, day, series.starts_at) for day in days]
    return slots


def _days(series: Series, gap: Span, unavailable: Collection[date]) -> list[list[date]]:
    return [[day] for day in gap.weekdays(series.weekday) if day not in unavailable]


def _weeks(gap: Span, unavailable: Collection[date]) -> list[list[date]]:
    """Return the free working days of a gap by week: whole weeks only, if there are any."""
    weeks: dict[date, list[date]] = {}
    for day in gap.days():
        if day.weekday() < WORKING_DAYS and day not in unavailable:
            weeks.setdefault(week_start(day), []).append(day)
    whole = [days for monday, days in weeks.items() if monday in gap and monday + timedelta(days=4) in gap]
    return whole or list(weeks.values())


def _shares(count: int, available_per_gap: list[int]) -> list[int]:
    """Return how many of `count` meetings go into each gap, spread as evenly as possible.

    Raises PlanCannotFitError if the gaps are too small.
    """
    if sum(available_per_gap) < count:
        raise PlanCannotFitError(Refusal.NO_ROOM_BETWEEN, asked=count, free=sum(available_per_gap))
    all_round, rest = divmod(count, len(available_per_gap))
    extra = set(spread(rest, len(available_per_gap))) if rest > 1 else {len(available_per_gap) // 2} if rest else set()
    wanted = [all_round + (number in extra) for number in range(len(available_per_gap))]
    shares = [min(want, available) for want, available in zip(wanted, available_per_gap, strict=True)]
    while sum(shares) < count:
        spare = [number for number, available in enumerate(available_per_gap) if available > shares[number]]
        shares[min(spare, key=lambda number: (shares[number], number))] += 1
    return shares


def _windows(weeks: list[list[date]], count: int) -> list[list[date]]:
    """Return `count` windows of at most three consecutive weeks, each in the middle of an equal share."""
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


def _undecided(series: Series, window: list[date]) -> Slot:
    return Slot(series.mode, series.minutes, window_starts=window[0], window_ends=window[-1])
