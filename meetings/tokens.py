"""Personal links of invitees, and the check-in code on the big screen at a meeting."""

from datetime import UTC, datetime

from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.tokens import token_create, token_is_valid, token_key
from meetings.models import Meeting, MeetingInvitee

PURPOSE = "meeting"
CHECK_IN_PURPOSE = "here"
# How long one code is on the screen.
CODE_SECONDS = 60
CODE_DIGITS = 6


def invitee_token(invitee: MeetingInvitee) -> str:
    """Return the token of an invitee's personal link to the meeting."""
    return token_create(purpose=PURPOSE, key=invitee.pk, version=invitee.link_version)


def invitee_by_token(token: str) -> MeetingInvitee | None:
    """Return the invitee of a personal link, or None if the link is wrong or replaced or grants no access any more."""
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
    invitee = (
        MeetingInvitee.objects.granting_access().select_related(*related).filter(pk=key, person__is_active=True).first()
    )
    if invitee is None or invitee.meeting.is_draft:
        return None
    fits = token_is_valid(token, purpose=PURPOSE, key=invitee.pk, version=invitee.link_version)
    return invitee if fits else None


def join_token(meeting: Meeting) -> str:
    """Return the token in the QR code of a meeting. It names the meeting and grants no access."""
    return token_create(purpose=CHECK_IN_PURPOSE, key=meeting.pk, version=1)


def meeting_by_join_token(token: str) -> Meeting | None:
    """Return the meeting of a QR code, or None if the token is wrong."""
    key = token_key(token)
    if key is None or not token_is_valid(token, purpose=CHECK_IN_PURPOSE, key=key, version=1):
        return None
    return Meeting.objects.select_related("programme__calendar", "network__programme").filter(pk=key).first()


def code_at(meeting: Meeting, now: datetime) -> str:
    """Return the code on the screen at a moment. It is derived, never stored, and changes every minute."""
    return _code(meeting, _window(now))


def code_expires_at(now: datetime) -> datetime:
    """Return when the current code is replaced."""
    return datetime.fromtimestamp((_window(now) + 1) * CODE_SECONDS, tz=UTC)


def code_matches(code: str, *, meeting: Meeting, now: datetime) -> bool:
    """Return whether a code is the current or the previous one: typing takes time, and clocks differ."""
    fits = [constant_time_compare(code, _code(meeting, _window(now) - back)) for back in (0, 1)]
    return any(fits)


def _window(now: datetime) -> int:
    return int(now.timestamp() // CODE_SECONDS)


def _code(meeting: Meeting, window: int) -> str:
    digest = salted_hmac("leerweb.check_in", f"{meeting.pk}.{window}", algorithm="sha256").digest()
    return f"{int.from_bytes(digest[:8]) % 10**CODE_DIGITS:0{CODE_DIGITS}d}"
