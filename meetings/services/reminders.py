"""Letters around a meeting: planned when it gets its day, written when their time comes, decided on at sending."""

from datetime import timedelta

from django.utils import timezone

from jobs.services import job_enqueue
from mailing.services import letters_write
from meetings.models import Meeting, MeetingInvitee
from meetings.selectors.letter_times import (
    DAYS_BEFORE,
    DAYS_BEFORE_WITH_PREPARATION,
    reminder_moment,
    thanks_moment,
)

REMIND_JOB, THANK_JOB = "meetings.remind", "meetings.thank"
REMINDER, THANKS = "meetings.reminder", "meetings.thanks"
# Who was invited only now needs no reminder.
APART = timedelta(days=1)


def letters_around_plan(*, meeting: Meeting) -> None:
    """Write the jobs for the letters before and after a meeting. A new day writes new ones; the old ones find out."""
    if meeting.on_date is None:
        return
    for days in (DAYS_BEFORE_WITH_PREPARATION, DAYS_BEFORE):
        moment = reminder_moment(meeting, days)
        if moment and moment > timezone.now() + APART:
            job_enqueue(kind=REMIND_JOB, key=f"{meeting.pk}:{meeting.on_date}:{days}", due_at=moment)
    job_enqueue(kind=THANK_JOB, key=f"{meeting.pk}:{meeting.on_date}", due_at=thanks_moment(meeting))


def reminders_write(*, key: str) -> None:
    """Write a reminder to everybody invited, a week before when there is something to prepare, else two days before.

    Who had one already gets no second. The key is "meeting:day:days before".
    """
    meeting_pk, day, days = key.split(":")
    meeting = _still(meeting_pk, day)
    if meeting is None:
        return
    if int(days) == DAYS_BEFORE_WITH_PREPARATION and not meeting.preparations.exists():
        return
    _write(REMINDER, meeting)


def thanks_write(*, key: str) -> None:
    """Write the letter of the day after to everybody who was invited. The key is "meeting:day"."""
    meeting = _still(*key.split(":"))
    if meeting is not None:
        _write(THANKS, meeting)


def _still(meeting_pk: str, day: str) -> Meeting | None:
    """Return the meeting when it still takes place on that day."""
    return Meeting.objects.published().filter(pk=int(meeting_pk), on_date=day).first()


def _write(kind: str, meeting: Meeting) -> None:
    people = MeetingInvitee.objects.current().filter(meeting=meeting).values_list("person_id", flat=True)
    letters_write(
        kind=kind,
        occasion=f"{meeting.pk}:{meeting.on_date}",
        recipient_ids=people,
        params={"meeting": meeting.pk, "day": str(meeting.on_date)},
    )
