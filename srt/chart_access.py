"""Access to the results chart of a network: one pure function, used by every page that shows any part of it."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from networks.access import Permission, Role, may

NOT_DISCUSSED_AFTER = timedelta(days=60)


class ChartView(StrEnum):
    """The content that a reader sees in the place of the chart."""

    PREPARE = "prepare"  # the facilitator, before everyone else
    SHOWN = "shown"  # everyone in the network
    WITH_STATEMENT = "with_words"  # outside the network, together with the network statement
    NOT_YET = "not_yet"
    NOT_DISCUSSED = "not_discussed"
    NONE = "none"


@dataclass(frozen=True)
class ChartState:
    """The facts that decide on access. `shown_on` is the date announced in the invitation."""

    closed_on: date | None
    shown_on: date
    conversation_on: date | None
    has_statement: bool


@dataclass(frozen=True)
class ChartAccess:
    """The view, and for PREPARE and NOT_YET inside the network the latest day on which everyone sees the chart."""

    view: ChartView
    opens_on: date | None = None

    @property
    def sees_chart(self) -> bool:
        """Whether the chart itself is shown."""
        return self.view in {ChartView.PREPARE, ChartView.SHOWN, ChartView.WITH_STATEMENT}


def chart_access(roles: frozenset[Role], state: ChartState, today: date) -> ChartAccess:
    """Return what a reader with these roles sees today; access from inside the network takes precedence (V4, V5)."""
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
    if today >= state.closed_on + NOT_DISCUSSED_AFTER:
        return ChartView.NOT_DISCUSSED
    return ChartView.NOT_YET
