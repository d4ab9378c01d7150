"""The personal link of who is invited to a meeting, and what stands on the screen in its room."""

from datetime import UTC, datetime

from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.tokens import token_fits, token_key, token_make
from meetings.models import Meeting, MeetingInvitee

PURPOSE = "meeting"
ROOM_PURPOSE = "here"
# How long one code stands on the screen.
CODE_SECONDS = 60
CODE_DIGITS = 6


def invitee_token(invitee: MeetingInvitee) -> str:
    """Return the token of somebody's personal link to one meeting."""
    return token_make(purpose=PURPOSE, key=invitee.pk, version=invitee.link_version)


def invitee_by_token(token: str) -> MeetingInvitee | None:
    """Return who holds a personal link; None for a wrong or replaced one, and for who is off the list or left."""
    key = token_key(token)
    if key is None:
        return None
    related = (
        "person",
        "meeting__programme__calendar",
        "meeting__network__programme",
        "meeting__host",
        "meeting__poll",
    )
    invitee = MeetingInvitee.objects.in_force().select_related(*related).filter(pk=key, person__is_active=True).first()
    if invitee is None or invitee.meeting.is_draft:
        return None
    fits = token_fits(token, purpose=PURPOSE, key=invitee.pk, version=invitee.link_version)
    return invitee if fits else None


def room_token(meeting: Meeting) -> str:
    """Return the token of the address in the QR code of a meeting: it says which meeting, and lets nobody in."""
    return token_make(purpose=ROOM_PURPOSE, key=meeting.pk, version=1)


def meeting_by_room_token(token: str) -> Meeting | None:
    """Return the meeting of a QR code, or None."""
    key = token_key(token)
    if key is None or not token_fits(token, purpose=ROOM_PURPOSE, key=key, version=1):
        return None
    return Meeting.objects.select_related("programme__calendar", "network__programme").filter(pk=key).first()


def code_at(meeting: Meeting, now: datetime) -> str:
    """Return the code that stands on the screen at a moment: derived, never stored, another one every minute."""
    return _code(meeting, _window(now))


def code_turns_at(now: datetime) -> datetime:
    """Return when the next code comes."""
    return datetime.fromtimestamp((_window(now) + 1) * CODE_SECONDS, tz=UTC)


def code_fits(code: str, *, meeting: Meeting, now: datetime) -> bool:
    """Return whether a code stands on the screen now or did a minute ago: typing takes time, and clocks differ."""
    fits = [constant_time_compare(code, _code(meeting, _window(now) - back)) for back in (0, 1)]
    return any(fits)


def _window(now: datetime) -> int:
    return int(now.timestamp() // CODE_SECONDS)


def _code(meeting: Meeting, window: int) -> str:
    digest = salted_hmac("leerweb.check_in", f"{meeting.pk}.{window}", algorithm="sha256").digest()
    return f"{int.from_bytes(digest[:8]) % 10**CODE_DIGITS:0{CODE_DIGITS}d}"
