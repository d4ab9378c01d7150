"""Days, times and weeks as schools say them: always with the number of the week."""

from datetime import date, time

from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mailing.rendering import WORD_JOINER
from meetings.models import Meeting


def day_in_words(day: date) -> str:
    """Return a day: "Thursday 10 December · week 50", with the year when it is another one than now."""
    shape = "l j F" if day.year == timezone.localdate().year else "l j F Y"
    return _("%(day)s · week %(week)s") % {"day": date_format(day, shape), "week": day.isocalendar().week}


def until_in_words(day: date, today: date) -> str:
    """Return a day to look forward to in a word or two: "tomorrow", "Thursday" within the week, "10 December" later."""
    days = (day - today).days
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    return date_format(day, "l") if days < 7 else date_format(day, "j F")


def time_in_words(clock: time) -> str:
    """Return a time of the clock in the reader's way: 13:30, or 13.30 in Dutch."""
    return time_format(clock, pgettext("format of a time", "H:i"))


def weeks_in_words(first: date, last: date) -> str:
    """Return the weeks between two days: "week 5–7", or "week 5"."""
    weeks = [first.isocalendar().week, last.isocalendar().week]
    return _("week %(weeks)s") % {"weeks": "–".join(str(week) for week in dict.fromkeys(weeks))}


def moment_in_words(meeting: Meeting) -> str:
    """Return when a meeting is: its day, week and times, or the weeks in which it floats.

    From and until stay on one line of a narrow screen.
    """
    if meeting.on_date is None or meeting.starts_at is None or meeting.ends_at is None:
        weeks = weeks_in_words(meeting.floats_from or meeting.last_day, meeting.last_day)
        return _("somewhere in %(weeks)s") % {"weeks": weeks}
    moment = pgettext("day, from and until", "%(day)s · %(from)s–%(until)s") % {
        "day": day_in_words(meeting.on_date),
        "from": time_in_words(meeting.starts_at),
        "until": time_in_words(meeting.ends_at),
    }
    return moment.replace("–", f"{WORD_JOINER}–{WORD_JOINER}")
