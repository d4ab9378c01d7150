"""Single people at one meeting: an expert, a school leader, somebody from another network."""

from datetime import timedelta
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.limits import allowed
from accounts.services import person_find_or_make
from audit.registry import audit_code
from audit.services import audit_write
from meetings.models import Meeting, MeetingInvitee
from meetings.services.invitees import invitees_take_off
from meetings.services.meeting import meeting_lock
from meetings.services.repeats import idempotent_create
from meetings.services.rights import require_meeting
from meetings.services.telling import invitees_tell
from networks.access import Permission

MOST_GUESTS = 30
# Invitations to one address in a day: to one meeting, and to all (an expert may come to a whole year of them).
TIMES_HERE, TIMES_ANYWHERE = 3, 20
MOST_BY_ONE = 60
A_DAY = timedelta(days=1)

ADDED = audit_code("meetings.guest_added", gettext_lazy("invited %(person)s to a meeting of %(day)s"))
REMOVED = audit_code("meetings.guest_removed", gettext_lazy("took %(person)s off the list of a meeting of %(day)s"))


@transaction.atomic
def guest_add(*, meeting: Meeting, actor: Any | None, email: str, called: str) -> MeetingInvitee:
    """Invite one person to one meeting by mail address. Who has no account gets one silently, without a password.

    The list calls them what `actor` typed: the name of an existing account is neither shown nor changed. Raises
    ValidationError by field, and when the meeting takes nobody any more.
    """
    meeting = meeting_lock(meeting)
    require_meeting(actor=actor, meeting=meeting, permission=Permission.PLAN_MEETINGS)
    _check_open(meeting)
    email, called = email.strip().lower(), called.strip()
    invite = partial(_invite, meeting, actor, email, called)
    return idempotent_create(MeetingInvitee.objects.current(), (meeting, actor, email, called), invite)


def _invite(meeting: Meeting, actor: Any | None, email: str, called: str) -> MeetingInvitee:
    _check_limits(meeting, actor, email)
    person, _made = person_find_or_make(email=email, first_name=called, language=meeting.programme.language)
    invitee = MeetingInvitee.objects.filter(meeting=meeting, person=person).first()
    if invitee is None:
        invitee = MeetingInvitee(meeting=meeting, person=person, because=MeetingInvitee.Because.ADDED, called=called)
        invitee.save()
    elif invitee.removed_at is None:
        raise ValidationError({"email": _("This person is invited already.")})
    else:
        MeetingInvitee.objects.filter(pk=invitee.pk).update(
            removed_at=None,
            answer=MeetingInvitee.Answer.OPEN,
            because=MeetingInvitee.Because.ADDED,
            called=called,
            own_sequence=F("own_sequence") + 1,
        )
    invitees_tell(meeting=meeting, invitee_keys=[invitee.pk])
    _record(ADDED, invitee, actor, called)
    return invitee


@transaction.atomic
def guest_remove(*, invitee: MeetingInvitee, actor: Any | None) -> None:
    """Take somebody off who was added by hand: they hear of it, their calendar too, and their link ends.

    Who takes part by the kind of the meeting cannot be taken off. Raises ValidationError.
    """
    meeting = meeting_lock(invitee.meeting)
    require_meeting(actor=actor, meeting=meeting, permission=Permission.PLAN_MEETINGS)
    _check_open(meeting)
    row = MeetingInvitee.objects.current().filter(pk=invitee.pk, because=MeetingInvitee.Because.ADDED).first()
    if row is None:
        raise ValidationError(_("This person is not on the list as a guest."))
    invitees_take_off([row.pk])
    invitees_tell(meeting=meeting, invitee_keys=[row.pk])
    _record(REMOVED, row, actor, row.called)


def _check_limits(meeting: Meeting, actor: Any | None, email: str) -> None:
    """Raise ValidationError when this would be more letters than anybody wants.

    Guests who were taken off count: taking off and inviting again writes two letters. What is counted here is
    invitations that were made; a refusal is rolled back and refused again.
    """
    by_hand = meeting.invitees.exclude(called="")
    if by_hand.count() >= MOST_GUESTS and not by_hand.filter(person__email__iexact=email).exists():
        raise ValidationError(_("Thirty guests were invited to this meeting already. That is the most."))
    here = allowed("meetings.guest.here", f"{meeting.pk}:{email}", TIMES_HERE, A_DAY)
    if not here or not allowed("meetings.guest.address", email, TIMES_ANYWHERE, A_DAY):
        text = _("This address got several invitations today. Try again tomorrow.")
        raise ValidationError({"email": text})
    if actor is not None and not allowed("meetings.guest.by", str(actor.pk), MOST_BY_ONE, A_DAY):
        raise ValidationError(_("You invited sixty guests today. Go on tomorrow."))


def _check_open(meeting: Meeting) -> None:
    if meeting.is_draft:
        raise ValidationError(_("Publish the meeting first; then you can invite guests."))
    if meeting.is_cancelled or meeting.is_over():
        raise ValidationError(_("This meeting is over or off. Its list stays as it was."))


def _record(code: Any, invitee: MeetingInvitee, actor: Any | None, called: str) -> None:
    audit_write(
        code,
        actor=actor,
        programme_key=invitee.meeting.programme_id,
        person=called,
        person_key=invitee.person_id,
        day=invitee.meeting.last_day.isoformat(),
    )
