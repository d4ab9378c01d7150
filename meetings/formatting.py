"""Formatting of days, times and weeks. Schools count in weeks, so a day always comes with its week number."""

from datetime import date, time

from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mailing.rendering import WORD_JOINER
from meetings.models import Meeting


def format_day(day: date) -> str:
    """Return a day such as "Thursday 10 December · week 50", with the year unless it is the current one."""
    shape = "l j F" if day.year == timezone.localdate().year else "l j F Y"
    return _("%(day)s · week %(week)s") % {
        "day": date_format(day, shape),
        "week": day.isocalendar().week,
    }


def format_relative_day(day: date, today: date) -> str:
    """Return a future day relative to today: "tomorrow", "Thursday" within a week, "10 December" later."""
    days = (day - today).days
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    return date_format(day, "l") if days < 7 else date_format(day, "j F")


def format_time(clock: time) -> str:
    """Return a time of day in the active language: 13:30, or 13.30 in Dutch."""
    return time_format(clock, pgettext("format of a time", "H:i"))


def format_weeks(first: date, last: date) -> str:
    """Return the weeks from one day to another: "week 5–7", or "week 5"."""
    weeks = [first.isocalendar().week, last.isocalendar().week]
    return _("week %(weeks)s") % {"weeks": "–".join(str(week) for week in dict.fromkeys(weeks))}


def _format_window(first: date, last: date) -> str:
    """Return a window for a meeting: "between week 5 and week 7", or "in week 5"."""
    weeks = {"first": first.isocalendar().week, "last": last.isocalendar().week}
    if weeks["first"] == weeks["last"]:
        return _("in week %(first)s") % weeks
    return _("between week %(first)s and week %(last)s") % weeks


def format_moment(meeting: Meeting) -> str:
    """Return the date, week and times of a meeting, or the weeks of its window while the date is undecided.

    Word joiners keep the start and end time on one line of a narrow screen.
    """
    if meeting.on_date is None or meeting.starts_at is None or meeting.ends_at is None:
        return _format_window(meeting.window_starts or meeting.last_day, meeting.last_day)
    moment = pgettext("day, from and until", "%(day)s · %(from)s–%(until)s") % {
        "day": format_day(meeting.on_date),
        "from": format_time(meeting.starts_at),
        "until": format_time(meeting.ends_at),
    }
    return moment.replace("–", f"{WORD_JOINER}–{WORD_JOINER}")
