"""Deleting answers and invitations to meetings whose term is over."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from jobs.retention import INVITATION_RETENTION, rows_purge
from meetings.kinds import OPEN_KINDS
from meetings.models import AgendaBlock, Meeting, MeetingFile, MeetingInvitee, SupportNeed, Task
from meetings.retention import last_expired_day

if TYPE_CHECKING:
    from django.db.models import QuerySet

# Fields that name a person with something of a meeting, who may be a guest.
NAMES_AT_MEETINGS: tuple[tuple[Any, str], ...] = (
    (AgendaBlock, "lead"),
    (AgendaBlock, "proposed_by"),
    (MeetingFile, "added_by"),
    (SupportNeed, "owner"),
    (Task, "owner"),
)


def answers_purge() -> None:
    """Clear the answers to invitations of study years whose attendance has expired."""
    rows = MeetingInvitee.objects.filter(meeting__on_date__lte=last_expired_day())
    rows.exclude(answer=MeetingInvitee.Answer.OPEN).update(answer=MeetingInvitee.Answer.OPEN)


def invitations_purge() -> None:
    """Delete invitations to meetings of more than a year ago, and remove the guests among them from the agenda.

    Nobody loses access (docs/decisions/0010): participants read the meetings of their network without an invitation.
    For a restricted meeting the invitation is the only access, so it stays as long as its source lasts.
    """
    rows_purge(_expired_invitations(timezone.localdate()), first=_guests_anonymise)


def _expired_invitations(today: date) -> "QuerySet[MeetingInvitee]":
    """Return the expired invitations. Those with attendance stay until that expires, whichever is later."""
    day = min(today - INVITATION_RETENTION, last_expired_day() + timedelta(days=1))
    undecided = Q(meeting__on_date=None, meeting__window_ends__lt=day)
    expired = MeetingInvitee.objects.filter(Q(meeting__on_date__lt=day) | undecided)
    needed = (
        expired.granting_access(today)
        .filter(source=MeetingInvitee.Source.KIND, meeting__state=Meeting.State.PUBLISHED)
        .exclude(meeting__kind__in=OPEN_KINDS, meeting__network__isnull=False)
    )
    return expired.exclude(pk__in=needed.values("pk"))


def _guests_anonymise(keys: Sequence[int]) -> None:
    """Remove guests from the agenda and the tasks; without an invitation, the name of their account would show."""
    guests = MeetingInvitee.objects.filter(pk__in=keys, source=MeetingInvitee.Source.MANUAL)
    for model, name in NAMES_AT_MEETINGS:
        here = guests.filter(meeting=OuterRef("meeting"), person=OuterRef(name))
        model.objects.filter(Exists(here)).update(**{name: None})
