"""Numbers, durations and dates as text for the survey."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import ngettext, pgettext

from accounts.formatting import format_number

__all__ = ["format_day", "format_duration", "format_moment", "format_number", "minutes_for"]

ITEMS_PER_MINUTE = 4


def minutes_for(items: int) -> int:
    """Return the expected minutes for a questionnaire: four statements per minute, rounded up."""
    return -(-items // ITEMS_PER_MINUTE)


def format_duration(items: int) -> str:
    """Return the expected duration of a questionnaire as text, such as "eight minutes"."""
    minutes = minutes_for(items)
    return ngettext("%(number)s minute", "%(number)s minutes", minutes) % {"number": format_number(minutes)}


def format_day(day: date) -> str:
    """Format a date as "12 June", with the year unless it is the current year."""
    same_year = day.year == timezone.localdate().year
    return date_format(day, "j F" if same_year else "j F Y")


def format_moment(moment: datetime) -> str:
    """Format a moment as "Friday 29 May, 17:00"."""
    local = timezone.localtime(moment)
    clock = pgettext("time of day", "%(clock)s") % {"clock": date_format(local, pgettext("format of a time", "H:i"))}
    return f"{date_format(local, 'l j F')}, {clock}"
