"""Access to a chart over time: the function compared with a table derived by hand from the rules (V4, V5)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from networks.access import Role
from srt.chart_access import ChartState, ChartView, chart_access

CLOSED = date(2027, 5, 29)
SHOWN = date(2027, 6, 18)
P, F, C = Role.PARTICIPANT, Role.FACILITATOR, Role.COORDINATOR
V = ChartView

# Day, conversation, statement → what participant, facilitator and coordinator see. Other roles see nothing.
TABLE = [
    # open
    (None, date(2027, 5, 20), None, False, V.NOT_YET, V.NOT_YET, V.NOT_YET),
    # closed, without a conversation
    (CLOSED, CLOSED, None, False, V.NOT_YET, V.PREPARE, V.NOT_YET),
    (CLOSED, SHOWN - timedelta(days=1), None, False, V.NOT_YET, V.PREPARE, V.NOT_YET),
    (CLOSED, SHOWN, None, False, V.SHOWN, V.SHOWN, V.NOT_YET),
    (CLOSED, CLOSED + timedelta(days=59), None, False, V.SHOWN, V.SHOWN, V.NOT_YET),
    (CLOSED, CLOSED + timedelta(days=60), None, False, V.SHOWN, V.SHOWN, V.NOT_DISCUSSED),
    # with a conversation on 4 June
    (CLOSED, date(2027, 6, 3), date(2027, 6, 4), False, V.NOT_YET, V.PREPARE, V.NOT_YET),
    (CLOSED, date(2027, 6, 4), date(2027, 6, 4), False, V.SHOWN, V.SHOWN, V.NOT_YET),
    (CLOSED, date(2027, 6, 4), date(2027, 6, 4), True, V.SHOWN, V.SHOWN, V.WITH_STATEMENT),
    (CLOSED, date(2027, 12, 4), date(2027, 6, 4), True, V.SHOWN, V.SHOWN, V.WITH_STATEMENT),
    (CLOSED, date(2027, 12, 4), date(2027, 6, 4), False, V.SHOWN, V.SHOWN, V.NOT_DISCUSSED),
]


@pytest.mark.parametrize("line", TABLE)
def test_chart_access_matches_the_table(line):
    closed, today, talk, words, *expected = line
    state = ChartState(closed_on=closed, shown_on=SHOWN, conversation_on=talk, has_statement=words)
    assert [chart_access(frozenset({actor}), state, today).view for actor in (P, F, C)] == expected


def test_not_yet_names_the_earlier_date():
    state = ChartState(closed_on=CLOSED, shown_on=SHOWN, conversation_on=date(2027, 6, 4), has_statement=False)
    assert chart_access(frozenset({P}), state, CLOSED).opens_on == date(2027, 6, 4)


def test_late_conversation_does_not_delay_the_chart():
    late = ChartState(closed_on=CLOSED, shown_on=SHOWN, conversation_on=SHOWN + timedelta(days=9), has_statement=False)
    assert chart_access(frozenset({P}), late, CLOSED).opens_on == SHOWN
    assert chart_access(frozenset({P}), late, SHOWN).view is V.SHOWN


def test_former_participant_reads_on_after_the_network_ended():
    state = ChartState(closed_on=CLOSED, shown_on=SHOWN, conversation_on=None, has_statement=False)
    assert chart_access(frozenset({Role.ALUMNUS}), state, SHOWN).view is V.SHOWN


days = st.dates(date(2027, 5, 1), date(2027, 12, 31))
states = st.builds(
    ChartState,
    closed_on=st.one_of(st.none(), days),
    shown_on=days,
    conversation_on=st.one_of(st.none(), days),
    has_statement=st.booleans(),
)
roles = st.frozensets(st.sampled_from(list(Role)))
NETWORK = {Role.PARTICIPANT, Role.FACILITATOR, Role.ALUMNUS}


@given(roles, states, days)
def test_person_with_several_roles_sees_what_members_see(who, state, today):
    if who & NETWORK:
        assert chart_access(who | {Role.COORDINATOR}, state, today) == chart_access(who & NETWORK, state, today)


@given(states, days)
def test_outsiders_never_see_more_than_members(state, today):
    if chart_access(frozenset({Role.COORDINATOR}), state, today).sees_chart:
        assert chart_access(frozenset({Role.PARTICIPANT}), state, today).sees_chart


@given(states, days)
def test_outsiders_see_a_chart_only_with_a_statement(state, today):
    if not state.has_statement:
        assert not chart_access(frozenset({Role.COORDINATOR}), state, today).sees_chart


@given(states, days, st.integers(0, 300))
def test_access_is_never_lost_later(state, today, later):
    who = frozenset({Role.PARTICIPANT})
    if chart_access(who, state, today).sees_chart:
        assert chart_access(who, state, today + timedelta(days=later)).sees_chart


@given(states, days)
def test_open_wave_shows_nothing(state, today):
    if state.closed_on is None:
        assert not any(chart_access(frozenset({actor}), state, today).sees_chart for actor in Role)


@given(st.frozensets(st.sampled_from(sorted(set(Role) - NETWORK - {Role.COORDINATOR}))), states, days)
def test_other_roles_see_nothing(who, state, today):
    assert chart_access(who, state, today).view is V.NONE
