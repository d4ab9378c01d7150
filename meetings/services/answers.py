"""What people answer to an invitation: I will be there, I cannot come, I do not know yet. No reason, ever."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from meetings.models import Meeting, MeetingInvitee
from meetings.services.meeting import meeting_lock
from meetings.services.retention import presence_forget_later
from networks.access import Permission, denial_message


@transaction.atomic
def invitee_answer(*, meeting: Meeting, actor: Any, answer: str) -> None:
    """Keep what somebody answers for themselves; it can be changed until the meeting is over.

    Raises PermissionDenied for who is not invited, ValidationError for an answer or a moment that cannot be.
    """
    meeting = meeting_lock(meeting)
    invitee = MeetingInvitee.objects.current().filter(meeting=meeting, person=actor).first()
    if invitee is None:
        raise PermissionDenied(denial_message(Permission.JOIN_MEETING))
    if answer not in MeetingInvitee.Answer.values:
        raise ValidationError(_("Choose one of the three answers."))
    if not takes_answers(meeting):
        raise ValidationError(_("This meeting is over or off. Your answer stays as it was."))
    # Not by save(): who is erased at this moment has no row any more, and no answer.
    MeetingInvitee.objects.filter(pk=invitee.pk).update(answer=answer)
    presence_forget_later(day=meeting.last_day)


def takes_answers(meeting: Meeting) -> bool:
    """Return whether people can say that they come: it takes place, has a day, and is not over."""
    return meeting.state == Meeting.State.PUBLISHED and not meeting.is_floating and not meeting.is_over()
