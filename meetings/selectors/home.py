"""What home pages say about meetings: the next one, what waits before it, what somebody missed."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.access import Visit, visit_of
from meetings.formatting import moment_in_words
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
from meetings.selectors.conditions import conditions_waiting
from meetings.selectors.meetings import title_of
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
        """The meeting itself."""
        return self.visit.meeting


@dataclass(frozen=True)
class ThingToDo:
    """Something that waits for a person: what, where, how long it takes, and before which day."""

    text: str
    url: str
    minutes: int | None
    before: date | None


@dataclass(frozen=True)
class OwnMeeting:
    """A coming meeting of a person, in the list of all their networks."""

    pk: int
    title: str
    where: str
    moment: str
    answer: str


def next_meeting(network: Network, user: Any) -> NextMeeting | None:
    """Return the first meeting to come of a network that a person may see; those with a day go first."""
    seen = Meeting.objects.visible_to(user).filter(network=network).published().coming()
    rows = seen.select_related("programme__calendar", "network")[:SOME_MEETINGS]
    found = next((meeting for meeting in rows if not meeting.is_over()), None)
    if found is None:
        return None
    visit = visit_of(user, found.pk)
    return NextMeeting(
        visit=visit,
        title=title_of(visit.meeting),
        moment=moment_in_words(visit.meeting),
        leads=leads_in_words(visit.meeting),
        answers=answer_part(visit),
    )


def leads_in_words(meeting: Meeting) -> str:
    """Return who leads what, in the order of the agenda: "Sem (Opening) · Olga (Kringgesprek)"; "" for nobody."""
    blocks = AgendaBlock.objects.filter(meeting=meeting, state=AgendaBlock.State.PLANNED, lead__isnull=False)
    leads: dict[str, str] = {}
    for block in with_names(blocks):
        leads.setdefault(lead_name(block), block.title)
    return " · ".join(f"{name} ({title})" for name, title in leads.items())


def things_to_do(network: Network, user: Any, coming: NextMeeting | None) -> list[ThingToDo]:
    """Return what waits for a person: the questions before online, what to do beforehand, what they picked up."""
    tasks = Task.objects.filter(network=network, owner=user, done_at=None)
    picked_up = [
        ThingToDo(task.text, _page_of(task.meeting_id, network), minutes=None, before=task.due_on) for task in tasks
    ]
    return [*_before_online(network, user), *_beforehand(coming), *_arranged(network, user), *picked_up]


def _before_online(network: Network, user: Any) -> list[ThingToDo]:
    """Return the questions before the first online meeting, for who has not answered them."""
    waiting = conditions_waiting(network, user)
    if waiting is None:
        return []
    address = reverse("meetings:conditions", args=[waiting.meeting.pk])
    return [ThingToDo(_("Is everything ready for online?"), address, minutes=1, before=waiting.closes_on)]


def _arranged(network: Network, user: Any) -> list[ThingToDo]:
    """Return what somebody sees to because it is not ready yet."""
    needs = SupportNeed.objects.filter(network=network, owner=user, done_at=None, meeting__isnull=False)
    return [
        ThingToDo(
            permission.text,
            reverse("meetings:meeting", args=[permission.meeting_id]),
            minutes=None,
            before=permission.due_on,
        )
        for permission in needs
    ]


def _beforehand(coming: NextMeeting | None) -> list[ThingToDo]:
    """Return the preparation of the next meeting that its invitee has not ticked off."""
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
    """Return the network's last meeting when this person was not there: it was said so, or they could not come."""
    held = Meeting.objects.published().filter(network=network, kind=Meeting.Kind.NETWORK)
    # Where its programme lives it may be tomorrow already.
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
    """Return the next few meetings that somebody is invited to, in all their networks and programmes."""
    rows = (
        MeetingInvitee.objects.in_force()
        .filter(person=user, meeting__state=Meeting.State.PUBLISHED)
        .filter(meeting__in=Meeting.objects.coming())
        .select_related("meeting__programme__calendar", "meeting__network")
        .order_by("meeting__on_date", "meeting__starts_at", "pk")
    )
    coming = [row for row in rows[: 2 * SOME_MEETINGS] if not row.meeting.is_over()]
    return [
        OwnMeeting(
            pk=row.meeting_id,
            title=title_of(row.meeting),
            where=row.meeting.network.name if row.meeting.network else row.meeting.programme.name,
            moment=moment_in_words(row.meeting),
            answer=str(row.get_answer_display()) if row.answer else "",
        )
        for row in coming[:SOME_MEETINGS]
    ]
