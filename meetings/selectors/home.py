"""Meetings on the home pages: the next one, what to do before it and what a person missed."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.formatting import join_facts
from meetings.access import Visit, visit_of
from meetings.formatting import format_moment
from meetings.models import (
    AgendaBlock,
    Attendance,
    Meeting,
    MeetingInvitee,
    Preparation,
    PreparationTick,
    SupportNeed,
    Task,
)
from meetings.selectors.agenda import lead_name, with_names
from meetings.selectors.answers import AnswerPart, answer_part
from meetings.selectors.meetings import title_of
from meetings.selectors.online_readiness import pending_online_readiness
from networks.models import Network

SOME_MEETINGS = 5


@dataclass(frozen=True)
class NextMeeting:
    """The next meeting of a network, for one person."""

    visit: Visit
    title: str
    moment: str
    leads: str
    answers: AnswerPart

    @property
    def meeting(self) -> Meeting:
        return self.visit.meeting


@dataclass(frozen=True)
class ThingToDo:
    """Something a person still has to do, with the page for it, the time it takes and its due date."""

    text: str
    url: str
    minutes: int | None
    before: date | None


@dataclass(frozen=True)
class OwnMeeting:
    """An upcoming meeting of a person in any of their networks."""

    pk: int
    title: str
    where: str
    moment: str
    answer: str


def next_meeting(network: Network, user: Any) -> NextMeeting | None:
    """Return the first upcoming meeting of a network that a person may see, preferring those with a date, or None."""
    seen = Meeting.objects.visible_to(user).filter(network=network).published().upcoming()
    rows = seen.select_related("programme__calendar", "network")[:SOME_MEETINGS]
    found = next((meeting for meeting in rows if not meeting.is_over()), None)
    if found is None:
        return None
    visit = visit_of(user, found.pk)
    return NextMeeting(
        visit=visit,
        title=title_of(visit.meeting),
        moment=format_moment(visit.meeting),
        leads=format_leads(visit.meeting),
        answers=answer_part(visit),
    )


def format_leads(meeting: Meeting) -> str:
    """Return the leads with their first block, such as "Sem (Opening) · Olga (Kringgesprek)", or "" without leads."""
    blocks = AgendaBlock.objects.filter(meeting=meeting, state=AgendaBlock.State.PLANNED, lead__isnull=False)
    leads: dict[str, str] = {}
    for block in with_names(blocks):
        leads.setdefault(lead_name(block), block.title)
    return join_facts(*(f"{name} ({title})" for name, title in leads.items()))


def things_to_do(network: Network, user: Any, coming: NextMeeting | None) -> list[ThingToDo]:
    """Return what a person still has to do: the online readiness check, preparation, things to arrange and tasks."""
    tasks = Task.objects.filter(network=network, owner=user, done_at=None)
    own_tasks = [
        ThingToDo(task.text, _page_of(task.meeting_id, network), minutes=None, before=task.due_on) for task in tasks
    ]
    return [*_online_readiness(network, user), *_preparation(coming), *_support_needs(network, user), *own_tasks]


def _online_readiness(network: Network, user: Any) -> list[ThingToDo]:
    """Return the online readiness check if the person can still answer it."""
    waiting = pending_online_readiness(network, user)
    if waiting is None:
        return []
    address = reverse("meetings:online_readiness", args=[waiting.meeting.pk])
    return [ThingToDo(_("Is everything ready for online?"), address, minutes=1, before=waiting.closes_on)]


def _support_needs(network: Network, user: Any) -> list[ThingToDo]:
    """Return the support needs that the person sees to."""
    needs = SupportNeed.objects.filter(network=network, owner=user, done_at=None, meeting__isnull=False)
    return [
        ThingToDo(need.text, reverse("meetings:meeting", args=[need.meeting_id]), minutes=None, before=need.due_on)
        for need in needs
    ]


def _preparation(coming: NextMeeting | None) -> list[ThingToDo]:
    """Return the preparation for the next meeting that the invitee has not ticked off."""
    if coming is None or coming.visit.invitee is None:
        return []
    ticked = PreparationTick.objects.filter(preparation=OuterRef("pk"), person=coming.visit.person)
    rows = Preparation.objects.filter(~Exists(ticked), meeting=coming.meeting)
    address = coming.visit.url("meeting")
    return [ThingToDo(row.text, address, row.minutes, coming.meeting.on_date) for row in rows]


def _page_of(meeting_pk: int | None, network: Network) -> str:
    if meeting_pk is None:
        return reverse("meetings:meetings", args=[network.pk])
    return reverse("meetings:meeting", args=[meeting_pk])


def missed_meeting(network: Network, user: Any) -> Meeting | None:
    """Return the network's last meeting if this person's attendance, or else their reply, says they missed it."""
    held = Meeting.objects.published().filter(network=network, kind=Meeting.Kind.NETWORK)
    # In the programme's time zone it may already be tomorrow.
    latest = held.filter(on_date__lte=timezone.localdate() + timedelta(days=1)).order_by("-on_date", "-starts_at")
    found = latest.select_related("programme__calendar")[:SOME_MEETINGS]
    last = next((meeting for meeting in found if meeting.is_over()), None)
    if last is None:
        return None
    there = Attendance.objects.filter(invitee=OuterRef("pk"))
    absent = Q(attendance__was_there=False) | Q(answer=MeetingInvitee.Answer.NO) & ~Exists(there)
    missed = MeetingInvitee.objects.current().filter(absent, meeting=last, person=user).exists()
    return last if missed else None


def own_meetings(user: Any) -> list[OwnMeeting]:
    """Return the next few meetings to which a person is invited, across networks and programmes."""
    rows = (
        MeetingInvitee.objects.granting_access()
        .filter(person=user, meeting__state=Meeting.State.PUBLISHED)
        .filter(meeting__in=Meeting.objects.upcoming())
        .select_related("meeting__programme__calendar", "meeting__network")
        .order_by("meeting__on_date", "meeting__starts_at", "pk")
    )
    coming = [row for row in rows[: 2 * SOME_MEETINGS] if not row.meeting.is_over()]
    return [
        OwnMeeting(
            pk=row.meeting_id,
            title=title_of(row.meeting),
            where=row.meeting.network.name if row.meeting.network else row.meeting.programme.name,
            moment=format_moment(row.meeting),
            answer=str(row.get_answer_display()) if row.answer else "",
        )
        for row in coming[:SOME_MEETINGS]
    ]
