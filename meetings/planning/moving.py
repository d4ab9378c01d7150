"""Moving what is planned: to another free week, or to another year, without touching the rest."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from meetings.planning.days import WEEK, WORKING_DAYS, Span, next_free, same_weekday_next_year
from meetings.planning.proposal import Slot


def shift(slot: Slot, within: Span, taken: Collection[date], *, weeks: int) -> Slot | None:
    """Return a slot in the next (`weeks` = 1) or previous (-1) free week; None when there is none within the span.

    A floating one moves with both its ends, which stay on free days: with much taken at its new beginning it could end
    up where it was, and then goes on to the next week.
    """
    if slot.on_date is not None:
        day = next_free(slot.on_date, within, taken, weeks=weeks)
        return replace(slot, on_date=day) if day else None
    window = here = _window(slot)
    while True:
        window = Span(window.first + WEEK * weeks, window.last + WEEK * weeks)
        if window.first not in within or window.last not in within:
            return None
        free = _trimmed(window, taken)
        if free and (free.first > here.first if weeks > 0 else free.first < here.first):
            return replace(slot, window_starts=free.first, window_ends=free.last)


def carry_over(slot: Slot, years: int, within: Span, taken: Collection[date]) -> tuple[Slot | None, bool]:
    """Return a slot in another year on the same weekday, and whether it had to move out of what is taken.

    None when that year has no free week for it.
    """
    if slot.on_date is not None:
        wanted = same_weekday_next_year(slot.on_date, years)
        moved = replace(slot, on_date=wanted)
        fits = wanted in within and wanted not in taken
    else:
        window = _window(slot)
        ends = Span(same_weekday_next_year(window.first, years), same_weekday_next_year(window.last, years))
        moved = replace(slot, window_starts=ends.first, window_ends=ends.last)
        fits = ends.first in within and ends.last in within and not {ends.first, ends.last} & set(taken)
    if fits:
        return moved, False
    return shift(moved, within, taken, weeks=1) or shift(moved, within, taken, weeks=-1), True


def _window(slot: Slot) -> Span:
    return Span(slot.window_starts or date.max, slot.window_ends or date.max)


def _trimmed(window: Span, taken: Collection[date]) -> Span | None:
    """Return the window without what is taken at its ends; None when no working day of it is free."""
    free = [day for day in window.days() if day.weekday() < WORKING_DAYS and day not in taken]
    return Span(free[0], free[-1]) if free else None
