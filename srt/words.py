"""Numbers, durations and moments as the survey says them (small numbers in words, times as people say them)."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy, ngettext, pgettext

ITEMS_PER_MINUTE = 4
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


def number_in_words(number: int) -> str:
    """Return a number as words up to twelve, in digits above."""
    return str(NUMBERS[number]) if 0 <= number < len(NUMBERS) else str(number)


def minutes_for(items: int) -> int:
    """Return how many minutes a questionnaire takes, about: four statements a minute, rounded up."""
    return -(-items // ITEMS_PER_MINUTE)


def duration_in_words(items: int) -> str:
    """Return how long a questionnaire of so many statements takes, about: "eight minutes"."""
    minutes = minutes_for(items)
    return ngettext("%(number)s minute", "%(number)s minutes", minutes) % {"number": number_in_words(minutes)}


def day_in_words(day: date) -> str:
    """Return a day as people say it: "12 June", with the year when it is another one than now."""
    same_year = day.year == timezone.localdate().year
    return date_format(day, "j F" if same_year else "j F Y")


def moment_in_words(moment: datetime) -> str:
    """Return a moment as people say it: "Friday 29 May, 17:00"."""
    local = timezone.localtime(moment)
    clock = pgettext("time of day", "%(clock)s") % {"clock": date_format(local, pgettext("format of a time", "H:i"))}
    return f"{date_format(local, 'l j F')}, {clock}"
