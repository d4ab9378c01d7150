"""Dates of phases: proposals over a term, and what moves when a network goes back or adds a cycle. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dateutil.relativedelta import relativedelta

DAY = timedelta(days=1)
# A network without an end date gets a proposal for this long.
USUAL_TERM = relativedelta(years=2)
# Parts shorter than these do not begin on a first of the month, or on a Monday.
ROOM_FOR_MONTHS, ROOM_FOR_WEEKS = 60, 14


class NoRoomError(ValueError):
    """Raised if there are fewer days than phases, so that not every phase would have a day."""


@dataclass(frozen=True, slots=True)
class Span:
    """The days from the first to the last, both included."""

    first_day: date
    last_day: date

    @property
    def days(self) -> int:
        """The number of days."""
        return (self.last_day - self.first_day).days + 1

    def covers(self, day: date) -> bool:
        """Return whether a day is in the span."""
        return self.first_day <= day <= self.last_day


def term_span(starts_on: date | None, ends_on: date | None, today: date) -> Span:
    """Return the term of a network. An unknown term is two years long, and begins today if nothing is known."""
    if starts_on is None and ends_on is not None:
        starts_on = min(today, ends_on - USUAL_TERM + DAY) if today > ends_on else today
    first = starts_on or today
    return Span(first, ends_on or first + USUAL_TERM - DAY)


def partition(span: Span, weights: Sequence[float]) -> list[Span]:
    """Divide a span into consecutive parts by weight, each of a day or more. Raises NoRoomError if that cannot be.

    Long parts begin on a first of the month, shorter ones on a Monday, and very short ones on any day.
    """
    if span.days < len(weights):
        raise NoRoomError
    ends = _rounded(span.days, weights)
    lengths = [end - start for start, end in zip([0, *ends], ends, strict=False)]
    starts = [span.first_day]
    for end, before, after in zip(ends, lengths, lengths[1:], strict=False):
        starts.append(_at_a_beginning(span.first_day + end * DAY, min(before, after)))
    lasts = [*(start - DAY for start in starts[1:]), span.last_day]
    return [Span(first, last) for first, last in zip(starts, lasts, strict=True)] if weights else []


def _rounded(days: int, weights: Sequence[float]) -> list[int]:
    """Return the day on which each part ends, counted from the start, so that every part has a day or more."""
    total, reached = sum(weights), 0.0
    ends: list[int] = []
    for number, weight in enumerate(weights, start=1):
        reached += weight
        lowest = (ends[-1] if ends else 0) + 1
        ends.append(min(max(round(days * reached / total), lowest), days - (len(weights) - number)))
    return ends


def _at_a_beginning(day: date, room: int) -> date:
    """Return the nearest first of the month or Monday if the parts around it have room for that, or the day itself."""
    if room >= ROOM_FOR_MONTHS:
        this = day.replace(day=1)
        following = (this + timedelta(days=32)).replace(day=1)
        return this if day - this <= following - day else following
    if room >= ROOM_FOR_WEEKS:
        return day - timedelta(days=day.weekday()) if day.weekday() <= 3 else day + timedelta(days=7 - day.weekday())
    return day


def propose(span: Span, shares: Sequence[int], cycles: int) -> list[list[Span]]:
    """Return the phases of each cycle over a term. Raises NoRoomError if there are fewer days than phases."""
    spans = partition(span, [*shares] * cycles)
    return [spans[start : start + len(shares)] for start in range(0, len(spans), len(shares))]


def moved_on(spans: Sequence[Span], begin: date, limit: date | None) -> list[Span]:
    """Return spans that begin on a day or later: each keeps its length and, if it still can, its first day.

    If the last would end after the limit, all of them are made shorter, to end on it. Raises NoRoomError if there are
    fewer days than spans.
    """
    moved: list[Span] = []
    for span in spans:
        first = max(span.first_day, moved[-1].last_day + DAY if moved else begin)
        moved.append(Span(first, first + (span.days - 1) * DAY))
    if moved and limit is not None and moved[-1].last_day > limit:
        if limit < begin:
            raise NoRoomError
        return partition(Span(begin, limit), [span.days for span in spans])
    return moved


@dataclass(frozen=True, slots=True)
class WentBack:
    """The phases after going back: the running one up to the day before, the new one, its rest, and those after.

    `shortened` and `rest` are None if no phase ran on that day.
    """

    shortened: Span | None
    new: Span
    rest: Span | None
    later: list[Span]


def go_back(running: Span | None, later: Sequence[Span], new: Span, limit: date | None) -> WentBack:
    """Return the phases after going back on the first day of a new phase.

    `running` is the phase that covers that day. The days it had left follow the new phase, and then the later phases.
    Raises NoRoomError if they do not fit before the limit, ValueError if the running phase only begins on that day.
    """
    if running is None:
        return WentBack(None, new, None, moved_on(later, new.last_day + DAY, limit))
    if running.first_day >= new.first_day:
        message = "The running phase would have no day left."
        raise ValueError(message)
    rest = Span(new.first_day, running.last_day)
    after = moved_on([rest, *later], new.last_day + DAY, limit)
    return WentBack(Span(running.first_day, new.first_day - DAY), new, after[0], after[1:])


@dataclass(frozen=True, slots=True)
class WithCycle:
    """The phases that had not begun, with their dates now, and the phases of the added cycle."""

    later: list[Span]
    added: list[Span]


def add_cycle(
    begun: Sequence[Span], later: Sequence[Span], shares: Sequence[int], *, length: int, term: Span, ends: bool
) -> WithCycle:
    """Return where a new cycle of about `length` days goes: after the last phase or, if the term is full, beside.

    Only phases that have not begun give way. `ends` says whether the end of the term is known. Raises NoRoomError if
    there are too few days left.
    """
    last = max((span.last_day for span in (*begun, *later)), default=term.first_day - DAY)
    begin = last + DAY
    wanted = begin + (length - 1) * DAY
    if not ends or (term.last_day - last).days >= length // 2:
        return WithCycle([*later], partition(Span(begin, min(wanted, term.last_day) if ends else wanted), shares))
    if begun:
        begin = max(span.last_day for span in begun) + DAY
    elif later:
        begin = later[0].first_day
    end = max(term.last_day, last)
    if end < begin:
        raise NoRoomError
    scale = length / sum(shares)
    spans = partition(Span(begin, end), [*(span.days for span in later), *(share * scale for share in shares)])
    return WithCycle(spans[: len(later)], spans[len(later) :])


class Problem(StrEnum):
    """The reasons why a date of a phase is refused."""

    ENDS_BEFORE_IT_BEGINS = "ends_before_it_begins"
    OVERLAPS = "overlaps"
    BEFORE_TERM = "before_term"
    AFTER_TERM = "after_term"


def date_problems(
    spans: Sequence[tuple[date, date]], starts_on: date | None, ends_on: date | None
) -> list[tuple[int, str, Problem]]:
    """Return what is wrong with the dates of phases in order: the phase, counted from 0, the field and the problem."""
    found: list[tuple[int, str, Problem]] = []
    before: date | None = None
    for number, (first, last) in enumerate(spans):
        if starts_on is not None and first < starts_on:
            found.append((number, "first_day", Problem.BEFORE_TERM))
        elif before is not None and first <= before:
            found.append((number, "first_day", Problem.OVERLAPS))
        if last < first:
            found.append((number, "last_day", Problem.ENDS_BEFORE_IT_BEGINS))
        elif ends_on is not None and last > ends_on:
            found.append((number, "last_day", Problem.AFTER_TERM))
        before = max(before, last) if before else last
    return found
