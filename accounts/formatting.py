"""Numbers and periods in words, and facts in a row."""

from datetime import timedelta

from dateutil.relativedelta import relativedelta
from django.utils.translation import gettext_lazy, ngettext

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
NUMBERS = (
    gettext_lazy("zero"),
    gettext_lazy("one"),
    gettext_lazy("two"),
    gettext_lazy("three"),
    gettext_lazy("four"),
    gettext_lazy("five"),
    gettext_lazy("six"),
    gettext_lazy("seven"),
    gettext_lazy("eight"),
    gettext_lazy("nine"),
    gettext_lazy("ten"),
    gettext_lazy("eleven"),
    gettext_lazy("twelve"),
)


def format_number(number: int) -> str:
    """Return a number in words up to twelve, and in digits above."""
    return str(NUMBERS[number]) if 0 <= number < len(NUMBERS) else str(number)


def join_facts(*facts: object) -> str:
    """Join the facts that aren't empty with dots, each on the same line as the fact before it."""
    return f"{NO_BREAK_SPACE}· ".join(text for fact in facts if (text := str(fact)))


def format_period(period: "relativedelta | timedelta") -> str:
    """Return a whole number of years, months, weeks or days in words: "six months", "a year"."""
    whole = relativedelta(days=period.days) if isinstance(period, timedelta) else period
    if whole.years:
        words, number = ngettext("a year", "%(number)s years", whole.years), whole.years
    elif whole.months:
        words, number = ngettext("a month", "%(number)s months", whole.months), whole.months
    elif whole.days % 7 == 0:
        words, number = ngettext("a week", "%(number)s weeks", whole.days // 7), whole.days // 7
    else:
        words, number = ngettext("a day", "%(number)s days", whole.days), whole.days
    return words % {"number": format_number(number)}
