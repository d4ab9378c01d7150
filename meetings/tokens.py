"""The personal link of who is invited to a meeting."""

from accounts.tokens import token_fits, token_key, token_make
from meetings.models import MeetingInvitee

PURPOSE = "meeting"


def invitee_token(invitee: MeetingInvitee) -> str:
    """Return the token of somebody's personal link to one meeting."""
    return token_make(purpose=PURPOSE, key=invitee.pk, version=invitee.link_version)


def invitee_by_token(token: str) -> MeetingInvitee | None:
    """Return who holds a personal link; None for a wrong or replaced one, and for who is not invited any more."""
    key = token_key(token)
    if key is None:
        return None
    related = ("person", "meeting__programme__calendar", "meeting__network__programme", "meeting__host")
    invitee = MeetingInvitee.objects.current().select_related(*related).filter(pk=key, person__is_active=True).first()
    if invitee is None or invitee.meeting.is_draft:
        return None
    fits = token_fits(token, purpose=PURPOSE, key=invitee.pk, version=invitee.link_version)
    return invitee if fits else None
