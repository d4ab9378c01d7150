"""The year of a network as dates: pure, no database. A pattern, a span and the days that are taken make a proposal."""

from meetings.planning.days import Span, next_free, nth_weekday, same_weekday_next_year, week_start
from meetings.planning.moving import carry_over, shift
from meetings.planning.patterns import MOST_MEETINGS, SHIPPED, Pattern, Rhythm, Series, pattern_choose
from meetings.planning.proposal import PlanCannotFitError, Refusal, Slot, propose

__all__ = [
    "MOST_MEETINGS",
    "SHIPPED",
    "Pattern",
    "PlanCannotFitError",
    "Refusal",
    "Rhythm",
    "Series",
    "Slot",
    "Span",
    "carry_over",
    "next_free",
    "nth_weekday",
    "pattern_choose",
    "propose",
    "same_weekday_next_year",
    "shift",
    "week_start",
]
