"""Answers to invitations. No reason is ever asked for."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from meetings.models import Meeting, MeetingInvitee
from meetings.services.meeting import meeting_lock
from meetings.timing import accepts_answers
from networks.access import Permission, denial_message


@transaction.atomic
def invitee_answer(*, meeting: Meeting, actor: Any, answer: str) -> None:
    """Save the answer of an invitee, which they can change until the meeting is over.

    Raises PermissionDenied if the actor is not invited, and ValidationError if the answer is unknown or the meeting
    does not accept answers.
    """
    meeting = meeting_lock(meeting)
    invitee = MeetingInvitee.objects.current().filter(meeting=meeting, person=actor).first()
    if invitee is None:
        raise PermissionDenied(denial_message(Permission.JOIN_MEETING))
    if answer not in MeetingInvitee.Answer.values:
        raise ValidationError(_("Choose one of the three answers."))
    if not accepts_answers(meeting):
        raise ValidationError(_("This meeting is over or cancelled. Your answer has not changed."))
    # Not save(): if the person is erased at this moment, the row is deleted and must not come back.
    MeetingInvitee.objects.filter(pk=invitee.pk).update(answer=answer)
