"""Attendance, as recorded by the facilitator (M5)."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from meetings.models import Attendance, Meeting, MeetingInvitee
from meetings.retention import attendance_expired
from meetings.services.meeting import meeting_lock
from meetings.services.rights import require_meeting
from meetings.timing import has_begun
from networks.access import Permission


@transaction.atomic
def attendance_record(*, meeting: Meeting, actor: Any | None, attendance: Mapping[int, bool | None]) -> None:
    """Record who was there, by key of invitee; None withdraws what the facilitator recorded before.

    Keys of other meetings are ignored. This overrides what people checked in themselves. Raises ValidationError before
    the meeting has begun and after its attendance has expired.
    """
    meeting = meeting_lock(meeting)
    require_meeting(actor=actor, meeting=meeting, permission=Permission.SEE_REPLIES)
    if not has_begun(meeting):
        raise ValidationError(_("You can record who is there from the start of the meeting."))
    if attendance_expired(meeting.last_day):
        raise ValidationError(_("This was too long ago: we no longer store who was there."))
    for invitee in MeetingInvitee.objects.current().filter(meeting=meeting, pk__in=attendance):
        _record(invitee, was_there=attendance[invitee.pk])


def _record(invitee: MeetingInvitee, *, was_there: bool | None) -> None:
    by_facilitator = Attendance.RecordedBy.FACILITATOR
    if was_there is None:
        Attendance.objects.filter(invitee=invitee, recorded_by=by_facilitator).delete()
        return
    Attendance.objects.update_or_create(
        invitee=invitee, defaults={"was_there": was_there, "recorded_by": by_facilitator}
    )
