"""How long meetings' data about people is retained: terms, and the study years whose attendance has expired."""

from datetime import date

from dateutil.relativedelta import relativedelta
from django.utils import timezone

from networks.study_years import current_first_year

ATTENDANCE_RETENTION = relativedelta(months=3)
# After the term of the network; without a term, after the date of the row itself: the longest term plus one.
AFTER_TERM, WITHOUT_TERM = relativedelta(years=1), relativedelta(years=4)


def last_expired_day() -> date:
    """Return the last day of the newest study year whose attendance has expired."""
    today = timezone.localdate()
    first_year = current_first_year(today)
    end = date(first_year, 7, 31)
    return end if today > end + ATTENDANCE_RETENTION else date(first_year - 1, 7, 31)


def attendance_expired(day: date) -> bool:
    """Return whether the attendance of a meeting on this day has expired."""
    return day <= last_expired_day()
