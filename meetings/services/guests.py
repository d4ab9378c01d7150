"""Guests of one meeting: an expert, a school leader, a person from another network."""

from datetime import timedelta
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.limits import allowed
from accounts.services import person_get_or_create
from accounts.text import address_or_text, line_clean
from audit.registry import audit_code
from audit.services import audit_write
from meetings.models import Meeting, MeetingInvitee
from meetings.services.idempotency import idempotent_create
from meetings.services.invitees import invitees_remove
from meetings.services.meeting import meeting_lock
from meetings.services.notifications import invitees_notify
from meetings.services.rights import require_meeting
from networks.access import Permission

MAX_GUESTS = 30
# The number of invitations per day to one address: to one meeting, and to all of them.
MAX_PER_MEETING, MAX_PER_ADDRESS = 3, 20
MAX_PER_ACTOR = 60
A_DAY = timedelta(days=1)

ADDED = audit_code("meetings.guest_added", gettext_lazy("invited %(person)s to a meeting on %(day)s"))
REMOVED = audit_code(
    "meetings.guest_removed", gettext_lazy("withdrew the invitation of %(person)s to a meeting on %(day)s")
)


@transaction.atomic
def guest_add(*, meeting: Meeting, actor: Any | None, email: str, display_name: str) -> MeetingInvitee:
    """Invite one person to one meeting by email address. An account without password is created if there is none.

    The list shows the name that `actor` typed: the name of an existing account is neither shown nor changed. Raises
    ValidationError by field, and if the meeting is not open for guests.
    """
    meeting = meeting_lock(meeting)
    require_meeting(actor=actor, meeting=meeting, permission=Permission.PLAN_MEETINGS)
    _check_open(meeting)
    email, display_name = address_or_text(email), line_clean(display_name).text
    invite = partial(_invite, meeting, actor, email, display_name)
    return idempotent_create(MeetingInvitee.objects.current(), (meeting, actor, email, display_name), invite)


def _invite(meeting: Meeting, actor: Any | None, email: str, display_name: str) -> MeetingInvitee:
    _check_limits(meeting, actor, email)
    person, _made = person_get_or_create(email=email, first_name=display_name, language=meeting.programme.language)
    invitee = MeetingInvitee.objects.filter(meeting=meeting, person=person).first()
    if invitee is None:
        invitee = MeetingInvitee(
            meeting=meeting, person=person, source=MeetingInvitee.Source.MANUAL, display_name=display_name
        )
        invitee.save()
    elif invitee.removed_at is None:
        raise ValidationError({"email": _("This person is already invited.")})
    else:
        MeetingInvitee.objects.filter(pk=invitee.pk).update(
            removed_at=None,
            answer=MeetingInvitee.Answer.OPEN,
            source=MeetingInvitee.Source.MANUAL,
            display_name=display_name,
            personal_sequence=F("personal_sequence") + 1,
        )
    invitees_notify(meeting=meeting, invitee_keys=[invitee.pk])
    _record(ADDED, invitee, actor, display_name)
    return invitee


@transaction.atomic
def guest_remove(*, invitee: MeetingInvitee, actor: Any | None) -> None:
    """Withdraw the invitation of a guest: they are notified, also by calendar, and their link stops working.

    Raises ValidationError if they were not added by hand.
    """
    meeting = meeting_lock(invitee.meeting)
    require_meeting(actor=actor, meeting=meeting, permission=Permission.PLAN_MEETINGS)
    _check_open(meeting)
    row = MeetingInvitee.objects.current().filter(pk=invitee.pk, source=MeetingInvitee.Source.MANUAL).first()
    if row is None:
        raise ValidationError(_("This person is not on the list as a guest."))
    invitees_remove([row.pk])
    invitees_notify(meeting=meeting, invitee_keys=[row.pk])
    _record(REMOVED, row, actor, row.display_name)


def _check_limits(meeting: Meeting, actor: Any | None, email: str) -> None:
    """Raise ValidationError if this would send too many emails.

    Withdrawn guests count, because withdrawing and inviting again sends two emails.
    """
    by_hand = meeting.invitees.exclude(display_name="")
    if by_hand.count() >= MAX_GUESTS and not by_hand.filter(person__email__iexact=email).exists():
        raise ValidationError(_("Thirty guests have been invited to this meeting, which is the maximum."))
    here = allowed("meetings.guest.here", f"{meeting.pk}:{email}", MAX_PER_MEETING, A_DAY)
    if not here or not allowed("meetings.guest.address", email, MAX_PER_ADDRESS, A_DAY):
        text = _("This address has had several invitations today. Try again tomorrow.")
        raise ValidationError({"email": text})
    if actor is not None and not allowed("meetings.guest.by", str(actor.pk), MAX_PER_ACTOR, A_DAY):
        raise ValidationError(_("You’ve invited sixty guests today. Continue tomorrow."))


def _check_open(meeting: Meeting) -> None:
    if meeting.is_draft:
        raise ValidationError(_("Publish the meeting first. Then you can invite guests."))
    if meeting.is_cancelled or meeting.is_over():
        raise ValidationError(_("This meeting is over or cancelled. The list can’t change any more."))


def _record(code: Any, invitee: MeetingInvitee, actor: Any | None, display_name: str) -> None:
    audit_write(
        code,
        actor=actor,
        programme_key=invitee.meeting.programme_id,
        person=display_name,
        person_key=invitee.person_id,
        day=invitee.meeting.last_day.isoformat(),
    )
