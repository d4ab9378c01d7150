"""Dates of phases: nothing overlaps, nothing is lost, and the order stays, for any scheme, dates and moves back."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ogo.track.dates import (
    DAY,
    NoRoomError,
    Problem,
    Span,
    add_cycle,
    date_problems,
    go_back,
    moved_on,
    partition,
    propose,
    term_span,
)

DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))
WEIGHTS = st.lists(st.integers(1, 100), min_size=1, max_size=30)


@st.composite
def tracks(draw: st.DrawFn) -> list[Span]:
    """Draw phases in order, with or without days between them."""
    day = draw(DAYS)
    spans = []
    for gap, length in draw(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 200)), min_size=1, max_size=18)):
        first = day + gap * DAY
        spans.append(Span(first, first + (length - 1) * DAY))
        day = spans[-1].last_day + DAY
    return spans


def in_order(spans: list[Span]) -> bool:
    """Return whether every span has a day and begins after the one before it."""
    return all(span.days >= 1 for span in spans) and all(
        one.last_day < other.first_day for one, other in pairwise(spans)
    )


@given(DAYS, st.integers(30, 1500) | st.integers(0, 10), WEIGHTS)
def test_partition_covers_every_day_once(first, days, weights):
    days = days + len(weights)
    span = Span(first, first + (days - 1) * DAY)
    parts = partition(span, weights)
    assert (parts[0].first_day, parts[-1].last_day, len(parts)) == (span.first_day, span.last_day, len(weights))
    assert all(one.last_day + DAY == other.first_day for one, other in pairwise(parts))
    assert in_order(parts)


@given(DAYS, st.lists(st.integers(1, 100), min_size=2, max_size=30), st.data())
def test_partition_refuses_more_phases_than_days(first, weights, data):
    days = data.draw(st.integers(1, len(weights) - 1))
    with pytest.raises(NoRoomError):
        partition(Span(first, first + (days - 1) * DAY), weights)


@given(DAYS, st.integers(200, 2000), st.lists(st.integers(1, 100), min_size=1, max_size=7), st.integers(1, 6))
def test_proposal_has_every_phase_of_every_cycle(first, days, shares, cycles):
    proposal = propose(Span(first, first + days * DAY), shares, cycles)
    assert [len(cycle) for cycle in proposal] == [len(shares)] * cycles
    assert in_order([span for cycle in proposal for span in cycle])


def test_proposal_begins_long_phases_on_the_first_of_a_month():
    term = Span(date(2026, 9, 1), date(2028, 7, 31))
    firsts = [span.first_day for cycle in propose(term, [4, 5, 3], 2) for span in cycle]
    assert firsts == [date(2026, 9, 1), date(2027, 1, 1), date(2027, 6, 1), *firsts[3:]]
    assert {day.day for day in firsts} == {1}


@given(tracks(), st.data())
def test_going_back_keeps_every_phase_in_order(spans, data):
    number = data.draw(st.integers(0, len(spans) - 1))
    running = spans[number]
    assume(running.days > 1)
    day = data.draw(st.dates(running.first_day + DAY, running.last_day))
    new = Span(day, day + data.draw(st.integers(0, 300)) * DAY)
    limit = data.draw(st.none() | st.dates(day, day + timedelta(days=3000)))
    try:
        back = go_back(running, spans[number + 1 :], new, limit)
    except NoRoomError:
        room = (limit - new.last_day).days
        assert room < len(spans) - number
        return
    assert back.shortened is not None
    assert back.rest is not None
    after = [back.shortened, back.new, back.rest, *back.later]
    assert in_order([*spans[:number], *after])
    assert len(back.later) == len(spans) - number - 1
    assert back.new == new
    assert back.shortened == Span(running.first_day, day - DAY)
    if limit is not None:
        assert after[-1].last_day <= limit
    else:
        assert back.shortened.days + back.rest.days == running.days
        assert [span.days for span in back.later] == [span.days for span in spans[number + 1 :]]


def test_going_back_on_the_first_day_of_a_phase_is_refused():
    running = Span(date(2027, 1, 1), date(2027, 5, 31))
    with pytest.raises(ValueError, match="no day left"):
        go_back(running, [], Span(date(2027, 1, 1), date(2027, 2, 1)), None)


@given(tracks(), DAYS)
def test_spans_that_move_on_never_begin_earlier(spans, begin):
    moved = moved_on(spans, begin, None)
    assert in_order(moved)
    assert all(span.first_day >= max(begin, before.first_day) for span, before in zip(moved, spans, strict=True))


def test_spans_that_move_on_absorb_the_days_between_them():
    spans = [Span(date(2027, 1, 1), date(2027, 1, 31)), Span(date(2027, 3, 1), date(2027, 3, 31))]
    assert moved_on(spans, date(2027, 1, 15), None)[1] == spans[1]


@given(tracks(), st.integers(0, 18), st.lists(st.integers(1, 20), min_size=1, max_size=7), st.integers(7, 800))
def test_added_cycle_comes_last_and_leaves_begun_phases_in_place(spans, begun, shares, length):
    begun = min(begun, len(spans))
    term = Span(spans[0].first_day, spans[-1].last_day)
    length = max(length, len(shares))
    try:
        plan = add_cycle(spans[:begun], spans[begun:], shares, length=length, term=term, ends=True)
    except NoRoomError:
        return
    assert in_order([*spans[:begun], *plan.later, *plan.added])
    assert (len(plan.later), len(plan.added)) == (len(spans) - begun, len(shares))
    assert plan.added[-1].last_day <= term.last_day


@given(tracks(), st.lists(st.integers(1, 20), min_size=1, max_size=7))
def test_added_cycle_without_an_end_of_the_term_moves_nothing(spans, shares):
    term = Span(spans[0].first_day, spans[-1].last_day)
    plan = add_cycle([], spans, shares, length=365, term=term, ends=False)
    assert plan.later == spans
    assert plan.added[0].first_day == spans[-1].last_day + DAY
    assert plan.added[-1].last_day == spans[-1].last_day + 365 * DAY


@given(tracks())
def test_phases_in_order_have_no_problems(spans):
    dates = [(span.first_day, span.last_day) for span in spans]
    assert date_problems(dates, spans[0].first_day, spans[-1].last_day) == []


@pytest.mark.parametrize(
    ("dates", "problem"),
    [
        ([((1, 1), (1, 31)), ((1, 31), (2, 28))], (1, "first_day", Problem.OVERLAPS)),
        ([((1, 1), (1, 31)), ((3, 1), (2, 28))], (1, "last_day", Problem.ENDS_BEFORE_IT_BEGINS)),
        ([((1, 1), (8, 1))], (0, "last_day", Problem.AFTER_TERM)),
        ([((1, 1), (3, 1)), ((1, 5), (1, 9)), ((2, 1), (2, 9))], (2, "first_day", Problem.OVERLAPS)),
    ],
)
def test_wrong_dates_are_named_at_their_field(dates, problem):
    days = [(date(2027, *first), date(2027, *last)) for first, last in dates]
    assert problem in date_problems(days, date(2027, 1, 1), date(2027, 7, 31))


def test_phase_before_the_term_is_named():
    days = [(date(2026, 12, 31), date(2027, 2, 1))]
    assert date_problems(days, date(2027, 1, 1), None) == [(0, "first_day", Problem.BEFORE_TERM)]


TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "first", "last"),
    [
        (date(2026, 9, 1), date(2028, 7, 31), date(2026, 9, 1), date(2028, 7, 31)),
        (None, None, TODAY, date(2028, 11, 29)),
        (date(2026, 9, 1), None, date(2026, 9, 1), date(2028, 8, 31)),
        (None, date(2027, 7, 31), TODAY, date(2027, 7, 31)),
        (None, date(2026, 7, 31), date(2024, 8, 1), date(2026, 7, 31)),
    ],
)
def test_unknown_term_is_two_years(starts_on, ends_on, first, last):
    assert term_span(starts_on, ends_on, TODAY) == Span(first, last)
