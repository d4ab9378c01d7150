"""Numbers, durations and moments as the survey says them (small numbers in words, times as people say them)."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import ngettext, pgettext

from accounts.formatting import format_number

__all__ = ["format_day", "format_duration", "format_moment", "minutes_for", "format_number"]

ITEMS_PER_MINUTE = 4


def minutes_for(items: int) -> int:
    """Return how many minutes a questionnaire takes, about: four statements a minute, rounded up."""
    return -(-items // ITEMS_PER_MINUTE)


def format_duration(items: int) -> str:
    """Return how long a questionnaire of so many statements takes, about: "eight minutes"."""
    minutes = minutes_for(items)
    return ngettext("%(number)s minute", "%(number)s minutes", minutes) % {"number": format_number(minutes)}


def format_day(day: date) -> str:
    """Return a day as people say it: "12 June", with the year when it is another one than now."""
    same_year = day.year == timezone.localdate().year
    return date_format(day, "j F" if same_year else "j F Y")


def format_moment(moment: datetime) -> str:
    """Return a moment as people say it: "Friday 29 May, 17:00"."""
    local = timezone.localtime(moment)
    clock = pgettext("time of day", "%(clock)s") % {"clock": date_format(local, pgettext("format of a time", "H:i"))}
    return f"{date_format(local, 'l j F')}, {clock}"
