"""How long it is kept who was invited, who was there, who did what, and what people told beside the notes.

Presence goes three months after the study year. An invitation goes a year after its meeting. What people told belongs
to their network, which reads on after its end: it stays a year longer than the term, and so does who led, brought or
picked up something, which stays without a name after that. Where no end was filled in it is four years, which is the
longest term and a year.
"""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from dateutil.relativedelta import relativedelta
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from jobs.retention import INVITATIONS_KEPT_FOR, rows_forget
from jobs.services import job_enqueue
from meetings.models import (
    AgendaBlock,
    Attendance,
    ConditionsAnswered,
    DateMark,
    Meeting,
    MeetingFile,
    MeetingInvitee,
    PreparationTick,
    SupportNeed,
    Task,
    Telling,
)
from meetings.querysets import OPEN_KINDS
from networks.services.programme import first_year_now

if TYPE_CHECKING:
    from django.db.models import QuerySet

FORGET_JOB = "meetings.presence_forget"
PRESENCE_KEPT_FOR = relativedelta(months=3)
AFTER_TERM, WITHOUT_TERM = relativedelta(years=1), relativedelta(years=4)
# Fields that name somebody with something of a meeting, where a guest can stand too.
NAMES_AT_MEETINGS: tuple[tuple[Any, str], ...] = (
    (AgendaBlock, "lead"),
    (AgendaBlock, "proposed_by"),
    (MeetingFile, "added_by"),
    (SupportNeed, "owner"),
    (Task, "owner"),
)


def kept_until(day: date) -> date:
    """Return the last day on which it is known who was at a meeting of a day: 31 October after its study year."""
    last_day: date = date(first_year_now(day) + 1, 7, 31) + PRESENCE_KEPT_FOR
    return last_day


def is_forgotten(day: date) -> bool:
    """Return whether nothing is kept any more of who was at a meeting of a day."""
    return timezone.localdate() > kept_until(day)


def presence_forget_later(*, day: date) -> None:
    """See to it that what is written now about a meeting of a day goes in time. Call in the transaction that writes."""
    morning_after = datetime.combine(kept_until(day) + relativedelta(days=1), time(3))
    job_enqueue(kind=FORGET_JOB, key=str(first_year_now(day)), due_at=timezone.make_aware(morning_after))


def presence_forget(*, first_year: int) -> None:
    """Delete who was at the meetings of a study year and of those before, and what or that people had answered."""
    last_day = date(first_year + 1, 7, 31)
    Attendance.objects.filter(invitee__meeting__on_date__lte=last_day).delete()
    ConditionsAnswered.objects.filter(check_of__first_year__lte=first_year).delete()
    DateMark.objects.filter(option__on_date__lte=last_day).delete()
    rows = MeetingInvitee.objects.filter(meeting__on_date__lte=last_day)
    rows.exclude(answer=MeetingInvitee.Answer.OPEN).update(answer=MeetingInvitee.Answer.OPEN)


def invitations_forget() -> None:
    """Delete invitations to meetings of more than a year ago, with the names of guests that stood on their agenda.

    A right to read never goes with them (docs/decisions/0010): who takes part reads the meetings of the network by
    taking part. A meeting for some is read by invitation only, so that one stays as long as what it came from lasts.
    """
    rows_forget(_invitations_past(timezone.localdate()), first=_guests_unname)


def tellings_forget() -> None:
    """Delete what was told so long ago that its time is over."""
    rows_forget(Telling.objects.filter(_past_term("network", Q(told_at__lt=timezone.now() - WITHOUT_TERM))))


def names_forget() -> None:
    """Take the names off what people led, brought, started and picked up, and delete what they ticked off."""
    day = timezone.localdate() - WITHOUT_TERM
    at_meeting = _past_term("meeting__network", _is_before("meeting__", day))
    past: dict[Any, Q] = {
        AgendaBlock: at_meeting,
        MeetingFile: at_meeting,
        SupportNeed: _past_term("network", Q(due_on__lt=day)),
        Task: _past_term("network", Q(done_at__lt=timezone.now() - WITHOUT_TERM)),
    }
    for model, name in NAMES_AT_MEETINGS:
        model.objects.filter(past[model]).exclude(**{name: None}).update(**{name: None})
    Meeting.objects.filter(_past_term("network", _is_before("", day))).exclude(host=None).update(host=None)
    of_meeting = _past_term("preparation__meeting__network", _is_before("preparation__meeting__", day))
    rows_forget(PreparationTick.objects.filter(of_meeting))


def _invitations_past(today: date) -> "QuerySet[MeetingInvitee]":
    """Return the invitations that go. Those with presence on them stay until that goes, whichever is later."""
    study_year_began = date(first_year_now(today), 8, 1)
    if not is_forgotten(study_year_began - relativedelta(days=1)):
        study_year_began -= relativedelta(years=1)
    day = min(today - INVITATIONS_KEPT_FOR, study_year_began)
    past = MeetingInvitee.objects.filter(_is_before("meeting__", day))
    needed = (
        past.in_force(today)
        .filter(because=MeetingInvitee.Because.KIND, meeting__state=Meeting.State.PUBLISHED)
        .exclude(meeting__kind__in=OPEN_KINDS, meeting__network__isnull=False)
    )
    return past.exclude(pk__in=needed.values("pk"))


def _guests_unname(keys: Sequence[int]) -> None:
    """Take guests off the agenda and the tasks: without the invitation the name of their account would stand there."""
    guests = MeetingInvitee.objects.filter(pk__in=keys, because=MeetingInvitee.Because.ADDED)
    for model, name in NAMES_AT_MEETINGS:
        here = guests.filter(meeting=OuterRef("meeting"), person=OuterRef(name))
        model.objects.filter(Exists(here)).update(**{name: None})


def _past_term(network: str, is_long_ago: Q) -> Q:
    """Return what is of a network whose term ended more than a year ago; without a term, what is long ago itself."""
    ended = Q(**{f"{network}__ends_on__lt": timezone.localdate() - AFTER_TERM})
    return ended | Q(**{f"{network}__ends_on": None}) & is_long_ago


def _is_before(meeting: str, day: date) -> Q:
    """Return the meetings before a day, or whose weeks are; `meeting` is the path that leads there."""
    floats = Q(**{f"{meeting}on_date": None, f"{meeting}floats_until__lt": day})
    return Q(**{f"{meeting}on_date__lt": day}) | floats
