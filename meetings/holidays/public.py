"""Public holidays in the Netherlands: fixed days, and days that move with Easter."""

from datetime import date, timedelta

from dateutil.easter import easter
from django.utils.translation import gettext_noop

AFTER_EASTER = {
    -2: gettext_noop("Good Friday"),
    0: gettext_noop("Easter Sunday"),
    1: gettext_noop("Easter Monday"),
    39: gettext_noop("Ascension Day"),
    49: gettext_noop("Whit Sunday"),
    50: gettext_noop("Whit Monday"),
}
KINGS_DAY = gettext_noop("King’s Day")
SUNDAY = 6


def public_holidays(first_year: int) -> list[tuple[str, date]]:
    """Return the untranslated names and days of the public holidays of a study year (August to July), in order."""
    found = [named for year in (first_year, first_year + 1) for named in _of_calendar_year(year)]
    first, last = date(first_year, 8, 1), date(first_year + 1, 7, 31)
    return sorted(((name, day) for name, day in found if first <= day <= last), key=lambda named: named[1])


def _of_calendar_year(year: int) -> list[tuple[str, date]]:
    kings_day = date(year, 4, 27)
    return [
        (gettext_noop("New Year’s Day"), date(year, 1, 1)),
        *((name, easter(year) + timedelta(days=after)) for after, name in AFTER_EASTER.items()),
        # King's Day is a day earlier if it falls on a Sunday.
        (KINGS_DAY, kings_day - timedelta(days=kings_day.weekday() == SUNDAY)),
        (gettext_noop("Liberation Day"), date(year, 5, 5)),
        (gettext_noop("Christmas Day"), date(year, 12, 25)),
        (gettext_noop("Boxing Day"), date(year, 12, 26)),
    ]
