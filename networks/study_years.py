"""The arithmetic of study years, which run from August to July."""

from datetime import date

from django.utils import timezone


def current_first_year(today: date | None = None) -> int:
    """Return the first calendar year of the study year that contains a day (today by default)."""
    today = today or timezone.localdate()
    return today.year if today.month >= 8 else today.year - 1
