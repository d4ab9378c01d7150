"""Moving a planned meeting to another free week or another year."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from meetings.planning.days import WEEK, WORKING_DAYS, Span, next_free, same_weekday_next_year
from meetings.planning.proposal import Slot


def shift(slot: Slot, within: Span, unavailable: Collection[date], *, weeks: int) -> Slot | None:
    """Return a slot moved to the next (`weeks` = 1) or previous (-1) free week, or None if the span has none.

    The window of a slot without a date moves as a whole and is trimmed to free days. If trimming puts it back where it
    was, the search continues.
    """
    if slot.on_date is not None:
        day = next_free(slot.on_date, within, unavailable, weeks=weeks)
        return replace(slot, on_date=day) if day else None
    window = here = _window(slot)
    while True:
        window = Span(window.first + WEEK * weeks, window.last + WEEK * weeks)
        if window.first not in within or window.last not in within:
            return None
        free = _trimmed(window, unavailable)
        if free and (free.first > here.first if weeks > 0 else free.first < here.first):
            return replace(slot, window_starts=free.first, window_ends=free.last)


def carry_over(slot: Slot, years: int, within: Span, unavailable: Collection[date]) -> tuple[Slot | None, bool]:
    """Return a slot moved to another year, on the same weekday, and whether it had to avoid unavailable days.

    The slot is None if that year has no free week for it.
    """
    if slot.on_date is not None:
        wanted = same_weekday_next_year(slot.on_date, years)
        moved = replace(slot, on_date=wanted)
        fits = wanted in within and wanted not in unavailable
    else:
        window = _window(slot)
        ends = Span(same_weekday_next_year(window.first, years), same_weekday_next_year(window.last, years))
        moved = replace(slot, window_starts=ends.first, window_ends=ends.last)
        fits = ends.first in within and ends.last in within and not {ends.first, ends.last} & set(unavailable)
    if fits:
        return moved, False
    return shift(moved, within, unavailable, weeks=1) or shift(moved, within, unavailable, weeks=-1), True


def _window(slot: Slot) -> Span:
    return Span(slot.window_starts or date.max, slot.window_ends or date.max)


def _trimmed(window: Span, unavailable: Collection[date]) -> Span | None:
    """Return the window from its first to its last free working day, or None if it has none."""
    free = [day for day in window.days() if day.weekday() < WORKING_DAYS and day not in unavailable]
    return Span(free[0], free[-1]) if free else None
