"""Who was there: who leads says so, or nobody does (M5)."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.models import Attendance, Meeting, MeetingInvitee
from meetings.services.meeting import meeting_lock
from meetings.services.retention import is_forgotten, presence_forget_later
from meetings.services.rights import require_meeting
from networks.access import Permission


@transaction.atomic
def attendance_write(*, meeting: Meeting, actor: Any | None, said: Mapping[int, bool | None]) -> None:
    """Keep who was there, by key of invitee; None takes back what who leads said before.

    Keys of others are left out. What who leads says stands above what people said themselves. Raises ValidationError
    before the meeting has begun, and when nothing is kept of it any more.
    """
    meeting = meeting_lock(meeting)
    require_meeting(actor=actor, meeting=meeting, permission=Permission.SEE_WHO_COMES)
    if not has_begun(meeting):
        raise ValidationError(_("You can say who is there from the beginning of the meeting on."))
    if is_forgotten(meeting.last_day):
        raise ValidationError(_("This is too long ago: it is not kept any more who was there."))
    for invitee in MeetingInvitee.objects.current().filter(meeting=meeting, pk__in=said):
        _say(invitee, was_there=said[invitee.pk])
    presence_forget_later(day=meeting.last_day)


def _say(invitee: MeetingInvitee, *, was_there: bool | None) -> None:
    by_facilitator = Attendance.SaidBy.FACILITATOR
    if was_there is None:
        Attendance.objects.filter(invitee=invitee, said_by=by_facilitator).delete()
        return
    Attendance.objects.update_or_create(invitee=invitee, defaults={"was_there": was_there, "said_by": by_facilitator})


def has_begun(meeting: Meeting) -> bool:
    """Return whether a meeting takes place now or took place."""
    return meeting.state == Meeting.State.PUBLISHED and meeting.begins is not None and meeting.begins <= timezone.now()
