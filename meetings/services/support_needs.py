"""What a network arranges because something is not ready yet: written down by who leads, ticked off by whose it is."""

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
from meetings.services.meeting import meeting_lock
from meetings.services.repeats import idempotent_create
from meetings.services.rights import require_meeting
from meetings.services.rows import lock_or_stale
from networks.access import Permission


@transaction.atomic
def support_need_add(*, meeting: Meeting, actor: Any | None, text: str, owner: User, due_on: date) -> SupportNeed:
    """Write down what is arranged before a meeting of a network. Raises ValidationError by field."""
    meeting = meeting_lock(meeting)
    require_meeting(actor=actor, meeting=meeting, permission=Permission.SEE_WHO_COMES)
    if meeting.network is None:
        raise ValidationError(_("This meeting is of the whole programme."))
    need = SupportNeed(network=meeting.network, meeting=meeting)
    given = (meeting, actor, text.strip(), owner, due_on)
    return idempotent_create(meeting.support_needs.all(), given, partial(_keep, need, meeting, text, owner, due_on))


@transaction.atomic
def support_need_change(
    *, need: SupportNeed, meeting: Meeting, actor: Any | None, text: str, owner: User, due_on: date
) -> SupportNeed:
    """Change what is arranged, by whom or before when. Raises ValidationError by field."""
    require_meeting(actor=actor, meeting=meeting, permission=Permission.SEE_WHO_COMES)
    need = lock_or_stale(SupportNeed.objects, need)
    return _keep(need, meeting, text, owner, due_on)


@transaction.atomic
def support_need_tick(*, need: SupportNeed, meeting: Meeting, actor: User, done: bool) -> None:
    """Tick it off, or take that back: whose it is may, and who leads."""
    is_own = need.owner_id == actor.pk
    require_meeting(
        actor=actor, meeting=meeting, permission=Permission.JOIN_MEETING if is_own else Permission.SEE_WHO_COMES
    )
    SupportNeed.objects.filter(pk=need.pk).update(done_at=timezone.now() if done else None)


@transaction.atomic
def support_need_remove(*, need: SupportNeed, meeting: Meeting, actor: Any | None) -> None:
    """Let it go."""
    require_meeting(actor=actor, meeting=meeting, permission=Permission.SEE_WHO_COMES)
    need.delete()


def _keep(need: SupportNeed, meeting: Meeting, text: str, owner: User, due_on: date) -> SupportNeed:
    need.text, need.owner, need.due_on = text.strip(), owner, due_on
    need.full_clean(exclude=["network", "meeting", "owner"], validate_constraints=False)
    if not EARLIEST <= due_on <= LATEST:
        raise ValidationError({"due_on": _("Choose a day between 2000 and 2100.")})
    if not MeetingInvitee.objects.current().filter(meeting=meeting, person=owner).exists():
        raise ValidationError({"owner": _("Choose somebody who is invited.")})
    need.save(update_fields=["text", "owner", "due_on"] if need.pk else None)
    return need
