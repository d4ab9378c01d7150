"""How long it is kept who said they would come and who was there, and what people told beside the notes.

Presence goes three months after the study year. What people told belongs to their network, which reads on after its
end: it stays a year longer than the term, as goals do. Where no end was filled in it stays four years, which is the
longest term and a year.
"""

from datetime import date, datetime, time

from django.db.models import Q
from django.utils import timezone

from jobs.services import job_enqueue
from meetings.models import Attendance, ConditionsAnswered, DateMark, MeetingInvitee, Telling
from networks.services.programme import first_year_now

FORGET_JOB = "meetings.presence_forget"
TELLINGS_JOB = "meetings.tellings_forget"
YEARS_AFTER_TERM, YEARS_WITHOUT_TERM = 1, 4


def kept_until(day: date) -> date:
    """Return the last day on which it is known who was at a meeting of a day: 31 October after its study year."""
    return date(first_year_now(day) + 1, 10, 31)


def is_forgotten(day: date) -> bool:
    """Return whether nothing is kept any more of who was at a meeting of a day."""
    return timezone.localdate() > kept_until(day)


def presence_forget_later(*, day: date) -> None:
    """See to it that what is written now about a meeting of a day goes in time. Call in the transaction that writes."""
    job_enqueue(kind=FORGET_JOB, key=str(first_year_now(day)), due_at=_first_of_november(first_year_now(day) + 1))


def presence_forget(*, first_year: int) -> None:
    """Delete who was at the meetings of a study year and of those before, and what or that people had answered."""
    last_day = date(first_year + 1, 7, 31)
    Attendance.objects.filter(invitee__meeting__on_date__lte=last_day).delete()
    ConditionsAnswered.objects.filter(check_of__first_year__lte=first_year).delete()
    DateMark.objects.filter(option__on_date__lte=last_day).delete()
    rows = MeetingInvitee.objects.filter(meeting__on_date__lte=last_day)
    rows.exclude(answer=MeetingInvitee.Answer.OPEN).update(answer=MeetingInvitee.Answer.OPEN)


def tellings_forget_later() -> None:
    """See to it that on the next first of November what people told is looked at. Call in the writing transaction."""
    today = timezone.localdate()
    year = today.year + (today.month >= 11)
    job_enqueue(kind=TELLINGS_JOB, key=str(year), due_at=_first_of_november(year))


def tellings_forget(*, year: int) -> None:
    """Delete what was told so long ago that its time is over on a first of November; look again while any is left."""
    ended = Q(network__ends_on__lt=date(year - YEARS_AFTER_TERM, 11, 1))
    endless = Q(network__ends_on=None, told_at__lt=_first_of_november(year - YEARS_WITHOUT_TERM))
    Telling.objects.filter(ended | endless).delete()
    if Telling.objects.exists():
        tellings_forget_later()


def _first_of_november(year: int) -> datetime:
    return timezone.make_aware(datetime.combine(date(year, 11, 1), time(3)))
