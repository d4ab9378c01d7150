"""The invitations to a meeting: by its kind, with guests added by hand.

The list of an upcoming meeting follows participations and roles; the list of a past meeting stays as it was.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from meetings.kinds import KINDS_WITH_PROGRAMME_ROLES
from meetings.models import Attendance, Meeting, MeetingInvitee
from meetings.selectors.invitees import people_invited_by_kind
from meetings.services.notifications import invitees_notify, leavers_notify
from networks.models import Network, Programme

if TYPE_CHECKING:
    pass


@dataclass(frozen=True)
class InviteeChanges:
    """The keys of the invitees that a sync added and removed."""

    added: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()


@transaction.atomic
def invitees_sync(*, meeting: Meeting) -> InviteeChanges:
    """Bring the invitations to an upcoming published meeting up to date and notify the people concerned.

    Invites the people whom its kind invites on its date, and withdraws invitations by kind of people whom it no longer
    does. Guests stay; one whom the kind now invites is no longer a guest. Safe to repeat.
    """
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("programme__calendar").get(pk=meeting.pk)
    if meeting.state != Meeting.State.PUBLISHED or meeting.is_over():
        return InviteeChanges()
    wanted = set(people_invited_by_kind(meeting))
    rows = {row.person_id: row for row in MeetingInvitee.objects.filter(meeting=meeting)}
    new = MeetingInvitee.objects.bulk_create(
        MeetingInvitee(meeting=meeting, person_id=person) for person in sorted(wanted - rows.keys())
    )
    invited_again = [row.pk for row in rows.values() if row.person_id in wanted and row.removed_at is not None]
    MeetingInvitee.objects.filter(pk__in=invited_again).update(
        removed_at=None,
        answer=MeetingInvitee.Answer.OPEN,
        source=MeetingInvitee.Source.KIND,
        display_name="",
        personal_sequence=F("personal_sequence") + 1,
    )
    joined = MeetingInvitee.objects.current().filter(meeting=meeting, person__in=wanted)
    joined.exclude(source=MeetingInvitee.Source.KIND).update(source=MeetingInvitee.Source.KIND, display_name="")
    withdrawn = [
        row.pk
        for row in rows.values()
        if row.person_id not in wanted and row.removed_at is None and row.source == MeetingInvitee.Source.KIND
    ]
    invitees_remove(withdrawn)
    change = InviteeChanges(added=(*(row.pk for row in new), *invited_again), removed=tuple(withdrawn))
    invitees_notify(meeting=meeting, invitee_keys=[*change.added, *change.removed])
    return change


def invitees_remove(keys: list[int]) -> None:
    """Withdraw invitations, including their personal links."""
    MeetingInvitee.objects.filter(pk__in=keys).update(
        removed_at=timezone.now(), link_version=F("link_version") + 1, personal_sequence=F("personal_sequence") + 1
    )


def answers_reset(*, meeting: Meeting) -> None:
    """Reset all answers, which were about another date. Call in the transaction that moves the meeting."""
    MeetingInvitee.objects.filter(meeting=meeting).update(answer=MeetingInvitee.Answer.OPEN)
    Attendance.objects.filter(invitee__meeting=meeting).delete()


@transaction.atomic
def invitees_follow(networks: Collection[Network]) -> None:
    """Update the invitations to upcoming meetings after a change of participations in these networks."""
    programmes = {network.programme_id for network in networks}
    here = Q(network__in=networks) | Q(network=None, programme__in=programmes)
    _sync_all(Meeting.objects.published().upcoming().filter(here).select_related("programme"))


@transaction.atomic
def invitees_follow_role(programme: Programme) -> None:
    """Update the invitations to upcoming meetings of a programme after a change of programme roles."""
    _sync_all(Meeting.objects.published().upcoming().filter(programme=programme, kind__in=KINDS_WITH_PROGRAMME_ROLES))


def _sync_all(meetings: Iterable[Meeting]) -> None:
    """Update the invitations to several meetings; one email says which of them a person has left."""
    left = [key for meeting in meetings for key in invitees_sync(meeting=meeting).removed]
    leavers_notify(invitee_keys=left)
