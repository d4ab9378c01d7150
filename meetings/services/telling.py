"""Telling people about a meeting they are invited to, or are not invited to any more."""

from collections.abc import Iterable

from mailing.services import LetterDraft, letters_write_each
from meetings.models import Meeting, MeetingInvitee
from meetings.selectors.telling import Told

INVITATION = "meetings.invitation"


def invitees_tell(*, meeting: Meeting, invitee_keys: Iterable[int] | None = None) -> None:
    """Write a letter to everybody of a meeting, or to these invitees, about the meeting as it is when it is sent.

    One letter per person and state of the meeting: who was told this already gets none. Letters about one meeting to
    one person keep their order. Call in the transaction of the change.
    """
    rows = MeetingInvitee.objects.filter(meeting=meeting).select_related("meeting").order_by("pk")
    rows = rows.current() if invitee_keys is None else rows.filter(pk__in=list(invitee_keys))
    letters_write_each(kind=INVITATION, drafts=[_draft(invitee) for invitee in rows])


def _draft(invitee: MeetingInvitee) -> LetterDraft:
    return LetterDraft(
        recipient_id=invitee.person_id,
        occasion=f"{invitee.meeting_id}:{invitee.sequence}:{invitee.link_version}",
        params={"invitee": invitee.pk},
        stream=f"meetings.invitee:{invitee.pk}",
    )


def invitee_told(*, told: Told) -> None:
    """Keep what somebody knows now. Called in the transaction that marks the letter as dealt with."""
    MeetingInvitee.objects.filter(pk=told.invitee_key).update(
        told_sequence=told.sequence, told_cancelled=told.cancelled, in_calendar=told.in_calendar
    )
