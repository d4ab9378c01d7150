"""Planning a year: never on a blocked day, with the requested number of meetings or a clear refusal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.holidays import holidays_of, known_years, public_holidays
from meetings.holidays.reading import REGIONS
from meetings.planning import (
    BUILT_IN_PATTERNS,
    MAX_MEETINGS,
    Pattern,
    PlanCannotFitError,
    Recurrence,
    Refusal,
    Series,
    Slot,
    Span,
    carry_over,
    next_free,
    nth_weekday,
    pattern_customise,
    propose,
    same_weekday_next_year,
    shift,
)
from meetings.planning.days import spread, spread_inside

YEAR = Span(date(2026, 8, 1), date(2027, 7, 31))
ISELINGE, POINT = BUILT_IN_PATTERNS["iselinge"], BUILT_IN_PATTERNS["point"]

days = st.dates(date(2024, 1, 1), date(2029, 12, 31))
spans = st.builds(lambda first, length: Span(first, first + timedelta(days=length)), days, st.integers(0, 365))
series = st.builds(
    Series,
    count=st.integers(0, 12),
    mode=st.sampled_from(["on_site", "online"]),
    weekday=st.integers(0, 6),
    recurrence=st.sampled_from(list(Recurrence)),
    every=st.integers(1, 5),
    date_undecided=st.booleans(),
)
patterns = st.builds(lambda found: Pattern("own", tuple(found)), st.lists(series, min_size=1, max_size=3))


@st.composite
def holidays(draw: st.DrawFn, span: Span) -> frozenset[date]:
    """Draw some periods within a span, from one day to eight weeks long."""
    starts = draw(st.lists(st.integers(0, 365), max_size=10))
    lengths = draw(st.lists(st.integers(1, 56), min_size=len(starts), max_size=len(starts)))
    return frozenset(
        span.first + timedelta(days=start + number)
        for start, length in zip(starts, lengths, strict=True)
        for number in range(length)
    )


def proposed(pattern: Pattern, span: Span, blocked: frozenset[date]) -> list[Slot] | PlanCannotFitError:
    """Return the proposal for a pattern, or the reason why it does not fit."""
    try:
        return propose(pattern, span, blocked)
    except PlanCannotFitError as refusal:
        return refusal


@given(st.data(), patterns, spans)
def test_proposal_is_complete_and_valid_or_refused(data: st.DataObject, pattern: Pattern, span: Span):
    blocked = data.draw(holidays(span))
    found = proposed(pattern, span, blocked)
    if isinstance(found, PlanCannotFitError):
        assert found.reason in Refusal
        return
    assert len(found) == pattern.count
    ends = [day for slot in found for day in (slot.on_date, slot.window_starts, slot.window_ends) if day]
    assert not blocked & set(ends)
    assert all(day in span for day in ends)
    assert found[0].mode == "on_site"


# Holidays as schools have them. These years have enough free days, so the test sees proposals rather than refusals.
few_holidays = st.lists(
    st.tuples(st.integers(0, 330), st.integers(1, 16)).map(
        lambda period: [YEAR.first + timedelta(days=period[0] + number) for number in range(period[1])]
    ),
    max_size=6,
).map(lambda periods: frozenset(day for period in periods for day in period))


@given(few_holidays, st.integers(0, 4), st.booleans())
def test_year_with_holidays_has_every_meeting_on_a_free_day(
    blocked: frozenset[date], weekday: int, date_undecided: bool
):
    pattern = pattern_customise(ISELINGE, weekday=weekday, starts_at=time(13, 30), date_undecided=date_undecided)
    found = propose(pattern, YEAR, blocked)
    ends = [day for slot in found for day in (slot.on_date, slot.window_starts, slot.window_ends) if day]
    assert not blocked & set(ends)
    assert (len(found), found[0].mode) == (12, "on_site")


@pytest.mark.parametrize("first_year", known_years())
@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("recurrence", ["date_undecided", "fixed", "point", "monthly"])
def test_published_year_has_no_meeting_in_a_school_holiday(first_year: int, region: str, recurrence: str):
    school = holidays_of(first_year)
    assert school is not None
    closed = {day for _name, span in school.regions[region] for day in span.days()}
    closed |= {day for _name, day in public_holidays(first_year)}
    monthly = Pattern("own", (Series(8, recurrence=Recurrence.MONTHLY, every=2),))
    online = pattern_customise(ISELINGE, weekday=0, starts_at=time(9), date_undecided=recurrence == "date_undecided")
    pattern = {"point": POINT, "monthly": monthly}.get(recurrence, online)
    found = propose(pattern, Span(date(first_year, 9, 1), date(first_year + 1, 6, 30)), closed)
    ends = {day for slot in found for day in (slot.on_date, slot.window_starts, slot.window_ends) if day}
    assert not closed & ends
    assert (len(found), found[0].mode) == (pattern.count, "on_site")


@given(st.data(), patterns, spans)
def test_proposal_is_deterministic_and_sorted(data: st.DataObject, pattern: Pattern, span: Span):
    blocked = data.draw(holidays(span))
    first, second = proposed(pattern, span, blocked), proposed(pattern, span, frozenset(sorted(blocked)))
    if isinstance(first, PlanCannotFitError):
        assert str(first) == str(second)
        return
    assert first == second
    assert first == sorted(first, key=lambda slot: slot.first_day)


@given(st.data(), patterns, spans)
def test_every_meeting_matches_its_series(data: st.DataObject, pattern: Pattern, span: Span):
    found = proposed(pattern, span, data.draw(holidays(span)))
    if isinstance(found, PlanCannotFitError):
        return
    for slot in found:
        weekdays = {one.weekday for one in pattern.of_mode(slot.mode)}
        assert slot.on_date is None or slot.on_date.weekday() in weekdays
        if slot.window_starts and slot.window_ends:
            assert slot.window_starts <= slot.window_ends < slot.window_starts + timedelta(weeks=3)
    on_days = [slot.on_date for slot in found if slot.on_date]
    assert len(on_days) == len(set(on_days))


@given(st.integers(1, 60), st.integers(0, 60))
def test_spread_positions_are_distinct_and_ascending(count: int, more: int):
    for places in (spread(count, count + more), spread_inside(count, count + more)):
        assert places == sorted(set(places))
        assert len(places) == count
        assert places[-1] < count + more


@given(st.integers(2024, 2035), st.integers(1, 12), st.integers(0, 6), st.integers(1, 5))
def test_nth_weekday_of_a_month_is_found(year: int, month: int, weekday: int, nth: int):
    found = nth_weekday(year, month, weekday, nth)
    if found is None:
        assert nth == 5
        return
    assert (found.year, found.month, found.weekday(), (found.day - 1) // 7) == (year, month, weekday, nth - 1)


@given(days)
def test_day_in_the_next_year_keeps_weekday_and_week(day: date):
    found = same_weekday_next_year(day)
    assert found.weekday() == day.weekday()
    assert abs(found.isocalendar().week - day.isocalendar().week) <= 1
    assert 357 <= (found - day).days <= 371


def test_iselinge_pattern_has_eight_on_site_and_four_online():
    found = propose(ISELINGE, YEAR, frozenset())
    assert [slot.mode for slot in found].count("on_site") == 8
    online = [slot for slot in found if slot.mode == "online"]
    assert [(slot.minutes, slot.on_date) for slot in online] == [(45, None)] * 4
    assert [found.index(slot) for slot in online] == [1, 4, 7, 10]


def test_point_pattern_has_eight_full_days():
    assert {(slot.mode, slot.minutes) for slot in propose(POINT, YEAR, frozenset())} == {("on_site", 420)}


def test_three_week_series_skips_a_holiday_and_resumes():
    pattern = Pattern("own", (Series(4, weekday=1, recurrence=Recurrence.WEEKS, every=3),))
    autumn = frozenset({date(2026, 9, 22)})
    found = propose(pattern, Span(date(2026, 9, 1), date(2026, 12, 1)), autumn)
    assert [slot.on_date for slot in found] == [
        date(2026, 9, 1),
        date(2026, 9, 29),
        date(2026, 10, 13),
        date(2026, 11, 3),
    ]


def test_second_thursday_moves_to_the_next_when_blocked():
    pattern = Pattern("own", (Series(3, weekday=3, recurrence=Recurrence.MONTHLY, every=2),))
    found = propose(pattern, Span(date(2026, 9, 1), date(2026, 12, 31)), frozenset({date(2026, 10, 8)}))
    assert [slot.on_date for slot in found] == [date(2026, 9, 10), date(2026, 10, 15), date(2026, 11, 12)]


FEW = Span(date(2026, 9, 1), date(2026, 9, 30))


@pytest.mark.parametrize(
    ("pattern", "span", "reason"),
    [
        (POINT, Span(date(2026, 9, 2), date(2026, 9, 1)), Refusal.END_BEFORE_START),
        (Pattern("own", (Series(0),)), YEAR, Refusal.NOTHING_ASKED),
        (Pattern("own", (Series(MAX_MEETINGS + 1),)), YEAR, Refusal.TOO_MANY),
        (Pattern("own", (Series(3, "online"),)), YEAR, Refusal.NONE_ON_SITE),
        (POINT, Span(date(2026, 9, 2), date(2026, 9, 4)), Refusal.NO_FREE_WEEKDAY),
        (POINT, FEW, Refusal.TOO_FEW_WEEKS),
        (Pattern("own", (Series(9, recurrence=Recurrence.WEEKS, every=7),)), YEAR, Refusal.TOO_FEW_WEEKS),
        (Pattern("own", (Series(2, recurrence=Recurrence.MONTHLY),)), FEW, Refusal.TOO_FEW_MONTHS),
        (Pattern("own", (Series(2), Series(30, "online", date_undecided=True))), FEW, Refusal.NO_ROOM_BETWEEN),
    ],
)
def test_pattern_that_does_not_fit_is_refused_with_its_reason(pattern: Pattern, span: Span, reason: Refusal):
    with pytest.raises(PlanCannotFitError) as refusal:
        propose(pattern, span, frozenset())
    assert refusal.value.reason == reason


def test_pattern_takes_the_chosen_weekday_and_time():
    chosen = pattern_customise(ISELINGE, weekday=3, starts_at=time(15))
    assert [(one.weekday, one.starts_at) for one in chosen.series] == [(3, time(15)), (3, time(16))]
    assert replace(chosen, code="iselinge").count == 12


def test_next_free_week_skips_taken_days_and_ends_with_the_year():
    taken = {date(2026, 10, 13), date(2026, 10, 20)}
    assert next_free(date(2026, 10, 6), YEAR, taken, weeks=1) == date(2026, 10, 27)
    assert next_free(date(2026, 10, 27), YEAR, taken, weeks=-1) == date(2026, 10, 6)
    assert next_free(date(2027, 7, 27), YEAR, set(), weeks=1) is None


moved_slots = st.one_of(
    st.builds(lambda day: Slot("on_site", 195, day, time(13, 30)), st.dates(YEAR.first, YEAR.last)),
    st.builds(
        lambda day, length: Slot("online", 45, window_starts=day, window_ends=day + timedelta(days=length)),
        st.dates(YEAR.first, YEAR.last),
        st.integers(0, 18),
    ),
)


@given(st.data(), moved_slots, st.sampled_from([1, -1]))
def test_moved_meeting_stays_in_the_year_on_a_free_day(data: st.DataObject, slot: Slot, weeks: int):
    taken = data.draw(holidays(YEAR))
    moved = shift(slot, YEAR, taken, weeks=weeks)
    if moved is None:
        return
    ends = [day for day in (moved.on_date, moved.window_starts, moved.window_ends) if day]
    assert all(day in YEAR for day in ends)
    assert not taken & set(ends)
    assert moved.first_day > slot.first_day if weeks == 1 else moved.first_day < slot.first_day
    assert slot.on_date is None or moved.on_date is None or slot.on_date.weekday() == moved.on_date.weekday()


@given(st.data(), moved_slots)
def test_copied_meeting_reports_whether_it_moved(data: st.DataObject, slot: Slot):
    next_year = Span(date(2027, 8, 1), date(2028, 7, 31))
    taken = data.draw(holidays(next_year))
    carried, has_moved = carry_over(slot, 1, next_year, taken)
    if carried is None:
        assert has_moved
        return
    ends = [day for day in (carried.on_date, carried.window_starts, carried.window_ends) if day]
    assert all(day in next_year for day in ends)
    assert not taken & set(ends)
    if slot.on_date and not has_moved:
        assert carried.on_date == same_weekday_next_year(slot.on_date)
