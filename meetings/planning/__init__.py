"""Proposing the dates of a year from a pattern, a span and the unavailable days. Uses no database."""

from meetings.planning.days import Span, next_free, nth_weekday, same_weekday_next_year, week_start
from meetings.planning.moving import carry_over, shift
from meetings.planning.patterns import BUILT_IN_PATTERNS, MAX_MEETINGS, Pattern, Recurrence, Series, pattern_customise
from meetings.planning.proposal import PlanCannotFitError, Refusal, Slot, propose

__all__ = [
    "BUILT_IN_PATTERNS",
    "MAX_MEETINGS",
    "Pattern",
    "PlanCannotFitError",
    "Recurrence",
    "Refusal",
    "Series",
    "Slot",
    "Span",
    "carry_over",
    "next_free",
    "nth_weekday",
    "pattern_customise",
    "propose",
    "same_weekday_next_year",
    "shift",
    "week_start",
]
