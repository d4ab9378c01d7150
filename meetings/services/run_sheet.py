"""Starting a meeting from the run sheet of an earlier one."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from meetings.models import AgendaBlock, Meeting
from meetings.services.meeting import meeting_change, meeting_lock
from meetings.services.rights import require_meeting
from networks.access import Permission


@transaction.atomic
def run_sheet_copy(*, meeting: Meeting, source: Meeting, actor: Any | None) -> Meeting:
    """Copy the scheduled blocks of an earlier meeting, without their leads, and return the meeting.

    Also copies the title and, if both meetings have the same mode, the place, link and mode reason, where this meeting
    has none. Raises ValidationError if this meeting has an agenda already.
    """
    meeting = meeting_lock(meeting)
    for one in (meeting, source):
        require_meeting(actor=actor, meeting=one, permission=Permission.PLAN_MEETINGS)
    if source.programme_id != meeting.programme_id or source.pk == meeting.pk:
        raise PermissionDenied
    if meeting.blocks.filter(state=AgendaBlock.State.PLANNED).exists():
        raise ValidationError(_("This meeting already has an agenda."))
    AgendaBlock.objects.bulk_create(
        AgendaBlock(
            meeting=meeting,
            position=position,
            kind_id=block.kind_id,
            title=block.title,
            note=block.note,
            minutes=block.minutes,
        )
        for position, block in enumerate(source.blocks.filter(state=AgendaBlock.State.PLANNED))
    )
    names = ["title", "place", "link"] if source.mode == meeting.mode else ["title"]
    names += ["mode_reason"] if source.mode == meeting.mode else []
    copied = {name: getattr(source, name) for name in names if getattr(source, name) and not getattr(meeting, name)}
    return meeting_change(meeting=meeting, actor=actor, **copied) if copied else meeting
