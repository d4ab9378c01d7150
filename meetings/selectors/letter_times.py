"""When letters about meetings go: at once, on Monday morning, before a meeting, the day after it."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from meetings.models import Meeting

# What changes about a meeting within so many days is told at once, whatever somebody chose.
SOON = timedelta(days=10)
MONDAY_AT = time(7)
# Weekly letters about single meetings come after the one about the week, which may make them needless.
AFTER_DIGEST = timedelta(minutes=30)
REMIND_AT, THANK_AT = time(9), time(9)
DAYS_BEFORE_WITH_PREPARATION, DAYS_BEFORE = 7, 2


def is_soon(meeting: Meeting) -> bool:
    """Return whether a meeting is within ten days (or can be, while it floats)."""
    first = meeting.on_date or meeting.floats_from or meeting.last_day
    return first <= meeting.today + SOON


def next_monday() -> datetime:
    """Return the next Monday morning, later than now."""
    today = timezone.localdate()
    monday = _at(today + timedelta(days=-today.weekday() % 7), MONDAY_AT)
    return monday if monday > timezone.now() else monday + timedelta(days=7)


def reminder_moment(meeting: Meeting, days: int) -> datetime | None:
    """Return the morning so many days before a meeting, by its own clock; None while it floats."""
    if meeting.on_date is None:
        return None
    return datetime.combine(meeting.on_date - timedelta(days=days), REMIND_AT, tzinfo=meeting.zone)


def thanks_moment(meeting: Meeting) -> datetime | None:
    """Return the morning after a meeting, by its own clock; None while it floats."""
    if meeting.ends is None:
        return None
    return datetime.combine(meeting.ends.date() + timedelta(days=1), THANK_AT, tzinfo=meeting.zone)


def _at(day: date, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))
