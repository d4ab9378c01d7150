"""Check-in by code: the code screen and the state of check-in for a visitor."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from accounts.qr import qr_svg
from meetings.access import Visit
from meetings.models import Attendance, Meeting, NetworkCheckIn
from meetings.timing import Phase, phase_of
from meetings.tokens import code_at, code_expires_at, join_token, meeting_by_join_token


@dataclass(frozen=True)
class CodeScreen:
    """The check-in code to show until `changes_at`, as digits and as a QR code."""

    code: str
    link: str
    qr: SafeString
    now: datetime
    changes_at: datetime

    @property
    def spaced_code(self) -> str:
        """The code in two halves, which are easier to type."""
        half = len(self.code) // 2
        return f"{self.code[:half]} {self.code[half:]}"

    @property
    def seconds(self) -> int:
        """The number of seconds until the code has changed."""
        return int((self.changes_at - self.now).total_seconds()) + 1


def phase_or_404(meeting: Meeting) -> Phase:
    """Return the check-in phase of a meeting. Raises Http404 if code check-in is disabled for it."""
    phase = phase_of(meeting)
    if phase is None or not has_check_in(meeting.network_id):
        raise Http404
    return phase


def code_screen(meeting: Meeting) -> CodeScreen:
    """Return the current code screen of a meeting."""
    now = timezone.now()
    code = code_at(meeting, now)
    address = settings.LEERWEB_BASE_URL + reverse("meetings:here", args=[join_token(meeting)])
    zoned = now.astimezone(meeting.zone)
    return CodeScreen(code, address, qr_svg(f"{address}?code={code}"), zoned, code_expires_at(now))


def meeting_by_qr_token(token: str) -> Meeting | None:
    """Return the meeting of a QR code while code check-in is enabled for it, otherwise None."""
    meeting = meeting_by_join_token(token)
    return meeting if meeting is not None and phase_of(meeting) and has_check_in(meeting.network_id) else None


def own_attendance(visit: Visit) -> Attendance | None:
    """Return the visitor's own attendance, or None."""
    return Attendance.objects.filter(invitee=visit.invitee).first() if visit.invitee else None


def has_check_in(network_key: int | None) -> bool:
    """Return whether a network lets people check in by code."""
    return NetworkCheckIn.objects.filter(network=network_key).exists()
