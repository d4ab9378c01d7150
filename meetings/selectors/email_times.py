"""When emails about meetings are sent: at once, on Monday morning, before a meeting or the day after it."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from meetings.models import Meeting

# Changes to a meeting this close are emailed at once, whatever the person chose.
SOON = timedelta(days=10)
MONDAY_AT = time(7)
# Weekly emails about single meetings are sent after the digest, which may make them unnecessary.
AFTER_DIGEST = timedelta(minutes=30)
REMIND_AT, THANK_AT = time(9), time(9)
DAYS_BEFORE_WITH_PREPARATION, DAYS_BEFORE = 7, 2


def is_soon(meeting: Meeting) -> bool:
    """Return whether a meeting is, or may turn out to be, within ten days."""
    first = meeting.on_date or meeting.window_starts or meeting.last_day
    return first <= meeting.today + SOON


def next_monday() -> datetime:
    """Return the next Monday morning after now."""
    today = timezone.localdate()
    monday = _at(today + timedelta(days=-today.weekday() % 7), MONDAY_AT)
    return monday if monday > timezone.now() else monday + timedelta(days=7)


def reminder_moment(meeting: Meeting, days: int) -> datetime | None:
    """Return the morning that many days before a meeting, in its own time zone; None while its date is undecided."""
    if meeting.on_date is None:
        return None
    return datetime.combine(meeting.on_date - timedelta(days=days), REMIND_AT, tzinfo=meeting.zone)


def thanks_moment(meeting: Meeting) -> datetime | None:
    """Return the morning after a meeting, in its own time zone; None while its date is undecided."""
    if meeting.ends is None:
        return None
    return datetime.combine(meeting.ends.date() + timedelta(days=1), THANK_AT, tzinfo=meeting.zone)


def _at(day: date, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))
