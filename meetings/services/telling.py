"""Telling people about a meeting they are invited to, or are not invited to any more."""

from collections.abc import Iterable

from mailing.services import letters_write
from meetings.models import Meeting, MeetingInvitee

INVITATION = "meetings.invitation"


def invitees_tell(*, meeting: Meeting, invitee_keys: Iterable[int] | None = None) -> None:
    """Write a letter to everybody of a meeting, or to these invitees, about the meeting as it is now.

    One letter per person and state of the meeting: who was told this already gets none. Call in the transaction of the
    change.
    """
    rows = MeetingInvitee.objects.filter(meeting=meeting)
    rows = rows.current() if invitee_keys is None else rows.filter(pk__in=list(invitee_keys))
    for invitee in rows:
        state = f"{meeting.sequence}:{invitee.link_version}"
        letters_write(
            kind=INVITATION,
            occasion=f"{meeting.pk}:{state}",
            recipient_ids=[invitee.person_id],
            params={"invitee": invitee.pk},
        )
