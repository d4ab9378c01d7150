"""Who sees the picture of a network, and when: one pure function, read by every page that shows something of it."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from networks.access import Permission, Role, may

NOT_TALKED_ABOUT_AFTER = timedelta(days=60)


class ChartView(StrEnum):
    """What somebody finds in the place of the picture."""

    PREPARE = "prepare"  # the facilitator, before everyone else
    SHOWN = "shown"  # everyone in the network
    WITH_STATEMENT = "with_words"  # outside the network, with the network's own sentence
    NOT_YET = "not_yet"
    NOT_TALKED_ABOUT = "not_talked_about"
    NONE = "none"


@dataclass(frozen=True)
class ChartState:
    """What decides: the closing, the date named in the invitation, the conversation, and whether words were written."""

    closed_on: date | None
    shown_on: date
    conversation_on: date | None
    has_statement: bool


@dataclass(frozen=True)
class ChartAccess:
    """The view, and for NOT_YET inside the network the day on which the picture appears at the latest."""

    view: ChartView
    opens_on: date | None = None

    @property
    def sees_chart(self) -> bool:
        """Whether the picture itself is shown."""
        return self.view in {ChartView.PREPARE, ChartView.SHOWN, ChartView.WITH_STATEMENT}


def chart_access(roles: frozenset[Role], state: ChartState, today: date) -> ChartAccess:
    """Decide what somebody sees. Who is more than one thing gets what the network itself gets (V4, V5)."""
    if may(roles, Permission.SEE_RESULTS):
        return _inside(roles, state, today)
    if may(roles, Permission.SEE_RESULTS_WITH_STATEMENT):
        return ChartAccess(_outside(state, today))
    return ChartAccess(ChartView.NONE)


def _inside(roles: frozenset[Role], state: ChartState, today: date) -> ChartAccess:
    opens_on = min(state.shown_on, state.conversation_on or state.shown_on)
    if state.closed_on is None:
        return ChartAccess(ChartView.NOT_YET, state.shown_on)
    if today >= opens_on:
        return ChartAccess(ChartView.SHOWN)
    if may(roles, Permission.PREPARE_RESULTS):
        return ChartAccess(ChartView.PREPARE, opens_on)
    return ChartAccess(ChartView.NOT_YET, opens_on)


def _outside(state: ChartState, today: date) -> ChartView:
    if state.closed_on is None:
        return ChartView.NOT_YET
    if state.has_statement and state.conversation_on is not None and today >= state.conversation_on:
        return ChartView.WITH_STATEMENT
    if today >= state.closed_on + NOT_TALKED_ABOUT_AFTER:
        return ChartView.NOT_TALKED_ABOUT
    return ChartView.NOT_YET
