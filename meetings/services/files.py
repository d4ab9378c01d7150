"""Files attached to meetings."""

from functools import partial
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from meetings.models import Meeting, MeetingFile
from meetings.services.file_checks import file_check
from meetings.services.idempotency import idempotent_create
from meetings.services.meeting import meeting_lock
from meetings.services.rights import require_meeting
from networks.access import Permission

MAX_FILES = 40


@transaction.atomic
def file_add(*, meeting: Meeting, actor: User, name: str, content: bytes) -> MeetingFile:
    """Add a file to a meeting, an image without its metadata. Invitees and planners may.

    Raises ValidationError at `file`.
    """
    meeting = meeting_lock(meeting)
    require_meeting(actor=actor, meeting=meeting, permission=Permission.SHARE_AT_MEETING)
    if meeting.files.count() >= MAX_FILES:
        raise ValidationError({"file": _("There are already many files here. Remove one first.")})
    checked = file_check(name=name, content=content)
    file = MeetingFile(
        meeting=meeting,
        name=checked.name,
        content_type=checked.content_type,
        size=len(checked.content),
        content=checked.content,
        added_by=actor,
    )
    given = (meeting, actor, file.name, sha256(checked.content).hexdigest())
    return idempotent_create(meeting.files.defer("content"), given, partial(_saved, file))


def _saved(file: MeetingFile) -> MeetingFile:
    file.save()
    return file


@transaction.atomic
def file_remove(*, file: MeetingFile, actor: User) -> None:
    """Delete a file. The person who added it may, and so may planners."""
    own = file.added_by_id == actor.pk
    meeting = meeting_lock(file.meeting)
    require_meeting(
        actor=actor, meeting=meeting, permission=Permission.SHARE_AT_MEETING if own else Permission.PLAN_MEETINGS
    )
    file.delete()
