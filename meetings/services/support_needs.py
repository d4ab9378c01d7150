"""Support needs before online meetings: facilitators write them down, owners tick them off."""

from datetime import date
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from meetings.models import Meeting, MeetingInvitee, SupportNeed
from meetings.models.meeting import EARLIEST, LATEST
from meetings.services.idempotency import idempotent_create
from meetings.services.locks import lock_or_stale
from meetings.services.meeting import meeting_lock
from meetings.services.rights import require_meeting
from networks.access import Permission


@transaction.atomic
def support_need_add(*, meeting: Meeting, actor: Any | None, text: str, owner: User, due_on: date) -> SupportNeed:
    """Add a support need to a meeting of a network. Raises ValidationError by field."""
    meeting = meeting_lock(meeting)
    require_meeting(actor=actor, meeting=meeting, permission=Permission.SEE_REPLIES)
    if meeting.network is None:
        raise ValidationError(_("This meeting is for the whole programme."))
    need = SupportNeed(network=meeting.network, meeting=meeting)
    given = (meeting, actor, text.strip(), owner, due_on)
    return idempotent_create(meeting.support_needs.all(), given, partial(_save, need, meeting, text, owner, due_on))


@transaction.atomic
def support_need_change(
    *, need: SupportNeed, meeting: Meeting, actor: Any | None, text: str, owner: User, due_on: date
) -> SupportNeed:
    """Change the text, owner and due date. Raises ValidationError by field."""
    require_meeting(actor=actor, meeting=meeting, permission=Permission.SEE_REPLIES)
    need = lock_or_stale(SupportNeed.objects, need)
    return _save(need, meeting, text, owner, due_on)


@transaction.atomic
def support_need_tick(*, need: SupportNeed, meeting: Meeting, actor: User, done: bool) -> None:
    """Tick off a support need, or untick it. The owner and the facilitator may."""
    is_own = need.owner_id == actor.pk
    require_meeting(
        actor=actor, meeting=meeting, permission=Permission.JOIN_MEETING if is_own else Permission.SEE_REPLIES
    )
    SupportNeed.objects.filter(pk=need.pk).update(done_at=timezone.now() if done else None)


@transaction.atomic
def support_need_remove(*, need: SupportNeed, meeting: Meeting, actor: Any | None) -> None:
    """Delete a support need."""
    require_meeting(actor=actor, meeting=meeting, permission=Permission.SEE_REPLIES)
    need.delete()


def _save(need: SupportNeed, meeting: Meeting, text: str, owner: User, due_on: date) -> SupportNeed:
    need.text, need.owner, need.due_on = text.strip(), owner, due_on
    need.full_clean(exclude=["network", "meeting", "owner"], validate_constraints=False)
    if not EARLIEST <= due_on <= LATEST:
        raise ValidationError({"due_on": _("Choose a day between 2000 and 2100.")})
    if not MeetingInvitee.objects.current().filter(meeting=meeting, person=owner).exists():
        raise ValidationError({"owner": _("Choose someone who is invited.")})
    need.save(update_fields=["text", "owner", "due_on"] if need.pk else None)
    return need
