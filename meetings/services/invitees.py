"""Who is invited: the kind of a meeting decides, single people are added by hand.

The list of a coming meeting follows who joins and leaves; that of a meeting that is over stays as it was.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from meetings.models import Attendance, Meeting, MeetingInvitee
from meetings.services.telling import invitees_tell
from networks.models import Network, Participation, Programme, ProgrammeRole

if TYPE_CHECKING:
    from django.db.models import QuerySet

STUDENT, SCHOOL_LEADER = "student", "school_leader"


@dataclass(frozen=True)
class ListChange:
    """What a sync changed in the list of a meeting: keys of invitees."""

    added: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()


@transaction.atomic
def invitees_sync(*, meeting: Meeting) -> ListChange:
    """Bring the list of a meeting that is still to come up to date, and tell those whom it concerns.

    Adds who takes part on its day and is not on it, takes off who was on it by its kind and does not take part on that
    day any more. Who was added by hand stays, and is no guest any more once they take part. Safe to call any number of
    times; a draft has no list.
    """
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("programme__calendar").get(pk=meeting.pk)
    if meeting.state != Meeting.State.PUBLISHED or meeting.is_over():
        return ListChange()
    wanted = set(people_of_kind(meeting))
    rows = {row.person_id: row for row in MeetingInvitee.objects.filter(meeting=meeting)}
    new = MeetingInvitee.objects.bulk_create(
        MeetingInvitee(meeting=meeting, person_id=person) for person in sorted(wanted - rows.keys())
    )
    again = [row.pk for row in rows.values() if row.person_id in wanted and row.removed_at is not None]
    MeetingInvitee.objects.filter(pk__in=again).update(
        removed_at=None,
        answer=MeetingInvitee.Answer.OPEN,
        because=MeetingInvitee.Because.KIND,
        called="",
        own_sequence=F("own_sequence") + 1,
    )
    joined = MeetingInvitee.objects.current().filter(meeting=meeting, person__in=wanted)
    joined.exclude(because=MeetingInvitee.Because.KIND).update(because=MeetingInvitee.Because.KIND, called="")
    gone = [
        row.pk
        for row in rows.values()
        if row.person_id not in wanted and row.removed_at is None and row.because == MeetingInvitee.Because.KIND
    ]
    invitees_take_off(gone)
    change = ListChange(added=(*(row.pk for row in new), *again), removed=tuple(gone))
    invitees_tell(meeting=meeting, invitee_keys=[*change.added, *change.removed])
    return change


def invitees_take_off(keys: list[int]) -> None:
    """Take people off the list; their personal links end with it."""
    MeetingInvitee.objects.filter(pk__in=keys).update(
        removed_at=timezone.now(), link_version=F("link_version") + 1, own_sequence=F("own_sequence") + 1
    )


def invitees_ask_again(*, meeting: Meeting) -> None:
    """Take back what people answered: it was about another day. Call in the transaction that moves the meeting."""
    MeetingInvitee.objects.filter(meeting=meeting).update(answer=MeetingInvitee.Answer.OPEN)
    Attendance.objects.filter(invitee__meeting=meeting).delete()


def people_of_kind(meeting: Meeting) -> "QuerySet[Participation, int]":
    """Return the keys of the people whom the kind of a meeting invites, on its day or the first of its weeks."""
    day = max(meeting.on_date or meeting.floats_from or meeting.last_day, timezone.localdate())
    here = Participation.objects.members(day).filter(network__programme=meeting.programme_id)
    if meeting.network_id is not None:
        here = here.filter(network=meeting.network_id)
    people = {
        Meeting.Kind.NETWORK: here,
        Meeting.Kind.INFORMAL: here,
        Meeting.Kind.STUDENTS: here.filter(
            Q(background__code=STUDENT) | Q(role=Participation.Role.FACILITATOR),
        ),
        Meeting.Kind.FACILITATORS: here.filter(role=Participation.Role.FACILITATOR),
        Meeting.Kind.SCHOOL_LEADERS: _school_leaders(meeting, day),
        Meeting.Kind.MONITORING: here.filter(role=Participation.Role.FACILITATOR),
    }[Meeting.Kind(meeting.kind)]
    found = people.order_by().values_list("person_id", flat=True)
    tasks = _TASKS_INVITED.get(Meeting.Kind(meeting.kind))
    if tasks is None:
        return found
    holders = ProgrammeRole.objects.filter(programme=meeting.programme_id, role__in=tasks)
    return found.union(holders.order_by().values_list("person_id", flat=True))


# Who comes to meetings of a programme by a task in it, beside those who take part in its networks.
_TASKS_INVITED = {
    Meeting.Kind.FACILITATORS: [ProgrammeRole.Role.COORDINATOR],
    Meeting.Kind.SCHOOL_LEADERS: [ProgrammeRole.Role.COORDINATOR],
    Meeting.Kind.MONITORING: [ProgrammeRole.Role.RESEARCH_OFFICE],
}


def _school_leaders(meeting: Meeting, day: date) -> "QuerySet[Participation]":
    """Return how school leaders take part, as guests of a network too."""
    running = Participation.objects.active(day).filter(network__programme=meeting.programme_id)
    return running.filter(background__code=SCHOOL_LEADER)


def invitees_follow(networks: Collection[Network]) -> None:
    """Bring coming meetings up to date with participations that were added, changed or ended (a hook)."""
    programmes = {network.programme_id for network in networks}
    here = Q(network__in=networks) | Q(network=None, programme__in=programmes)
    for meeting in Meeting.objects.published().coming().filter(here).select_related("programme"):
        invitees_sync(meeting=meeting)


def invitees_follow_role(programme: Programme) -> None:
    """Bring coming meetings of a programme up to date with who has a task in it now (a hook)."""
    for meeting in Meeting.objects.published().coming().filter(programme=programme, kind__in=_TASKS_INVITED):
        invitees_sync(meeting=meeting)
