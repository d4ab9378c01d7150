"""How long it is kept who said they would come and who was there: three months after the study year."""

from datetime import date, datetime, time

from django.utils import timezone

from jobs.services import job_enqueue
from meetings.models import Attendance, ConditionsAnswered, DateMark, MeetingInvitee
from networks.services.programme import first_year_now

FORGET_JOB = "meetings.presence_forget"


def kept_until(day: date) -> date:
    """Return the last day on which it is known who was at a meeting of a day: 31 October after its study year."""
    return date(first_year_now(day) + 1, 10, 31)


def is_forgotten(day: date) -> bool:
    """Return whether nothing is kept any more of who was at a meeting of a day."""
    return timezone.localdate() > kept_until(day)


def presence_forget_later(*, day: date) -> None:
    """See to it that what is written now about a meeting of a day goes in time. Call in the transaction that writes."""
    due_at = timezone.make_aware(datetime.combine(date(first_year_now(day) + 1, 11, 1), time(3)))
    job_enqueue(kind=FORGET_JOB, key=str(first_year_now(day)), due_at=due_at)


def presence_forget(*, first_year: int) -> None:
    """Delete who was at the meetings of a study year and of those before, and what or that people had answered."""
    last_day = date(first_year + 1, 7, 31)
    Attendance.objects.filter(invitee__meeting__on_date__lte=last_day).delete()
    ConditionsAnswered.objects.filter(check_of__first_year__lte=first_year).delete()
    DateMark.objects.filter(option__on_date__lte=last_day).delete()
    rows = MeetingInvitee.objects.filter(meeting__on_date__lte=last_day)
    rows.exclude(answer=MeetingInvitee.Answer.OPEN).update(answer=MeetingInvitee.Answer.OPEN)
