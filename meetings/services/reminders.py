"""Emails before and after a meeting: scheduled with its date, enqueued when due, decided on when sent."""

from datetime import timedelta

from django.utils import timezone

from jobs.services import job_enqueue
from mailing.services import emails_enqueue
from meetings.models import Meeting, MeetingInvitee
from meetings.selectors.email_times import (
    DAYS_BEFORE,
    DAYS_BEFORE_WITH_PREPARATION,
    reminder_moment,
    thanks_moment,
)

REMIND_JOB, THANK_JOB = "meetings.remind", "meetings.thank"
REMINDER, THANKS = "meetings.reminder", "meetings.thanks"
# People who have only just been invited need no reminder.
MIN_NOTICE = timedelta(days=1)


def emails_around_schedule(*, meeting: Meeting) -> None:
    """Enqueue the jobs for the emails around a meeting. Jobs for an earlier date will find that it has changed."""
    if meeting.on_date is None:
        return
    for days in (DAYS_BEFORE_WITH_PREPARATION, DAYS_BEFORE):
        moment = reminder_moment(meeting, days)
        if moment and moment > timezone.now() + MIN_NOTICE:
            job_enqueue(kind=REMIND_JOB, key=f"{meeting.pk}:{meeting.on_date}:{days}", due_at=moment)
    job_enqueue(kind=THANK_JOB, key=f"{meeting.pk}:{meeting.on_date}", due_at=thanks_moment(meeting))


def reminders_enqueue(*, key: str) -> None:
    """Enqueue a reminder to all invitees: a week before if there is preparation, otherwise two days before.

    Nobody gets a second one. The key is "meeting:day:days before".
    """
    meeting_pk, day, days = key.split(":")
    meeting = _meeting_on_day(meeting_pk, day)
    if meeting is None:
        return
    if int(days) == DAYS_BEFORE_WITH_PREPARATION and not meeting.preparations.exists():
        return
    _enqueue(REMINDER, meeting)


def thanks_enqueue(*, key: str) -> None:
    """Enqueue the email of the day after to all invitees. The key is "meeting:day"."""
    meeting = _meeting_on_day(*key.split(":"))
    if meeting is not None:
        _enqueue(THANKS, meeting)


def _meeting_on_day(meeting_pk: str, day: str) -> Meeting | None:
    """Return the meeting if it is still published for that day, or None."""
    return Meeting.objects.published().filter(pk=int(meeting_pk), on_date=day).first()


def _enqueue(email_type: str, meeting: Meeting) -> None:
    people = MeetingInvitee.objects.current().filter(meeting=meeting).values_list("person_id", flat=True)
    emails_enqueue(
        email_type=email_type,
        idempotency_key=f"{meeting.pk}:{meeting.on_date}",
        recipient_ids=people,
        params={"meeting": meeting.pk, "day": str(meeting.on_date)},
    )
