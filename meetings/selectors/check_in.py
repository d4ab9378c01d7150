"""The code on the screen, and what somebody finds who says that they are there."""

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
from meetings.services.check_in import Phase, is_turned_on, phase_of
from meetings.tokens import code_at, code_turns_at, meeting_by_room_token, room_token
from networks.models import Network


@dataclass(frozen=True)
class CodeScreen:
    """What stands on the screen: a code, and the same in a QR code, until `turns_at`."""

    code: str
    link: str
    qr: SafeString
    now: datetime
    turns_at: datetime

    @property
    def code_in_words(self) -> str:
        """The code in two halves, which is easier to type."""
        half = len(self.code) // 2
        return f"{self.code[:half]} {self.code[half:]}"

    @property
    def seconds(self) -> int:
        """After how many seconds the next code stands there."""
        return int((self.turns_at - self.now).total_seconds()) + 1


def phase_or_404(meeting: Meeting) -> Phase:
    """Return where a meeting is. Raises Http404 when nobody says there by a code that they are there."""
    phase = phase_of(meeting)
    if phase is None or not is_turned_on(meeting):
        raise Http404
    return phase


def code_screen(meeting: Meeting) -> CodeScreen:
    """Return what stands on the screen now."""
    now = timezone.now()
    code = code_at(meeting, now)
    address = settings.LEERWEB_BASE_URL + reverse("meetings:here", args=[room_token(meeting)])
    zoned = now.astimezone(meeting.zone)
    return CodeScreen(code, address, qr_svg(f"{address}?code={code}"), zoned, code_turns_at(now))


def meeting_of_screen(token: str) -> Meeting | None:
    """Return the meeting of a QR code while people can say that they are there; None otherwise."""
    meeting = meeting_by_room_token(token)
    return meeting if meeting is not None and phase_of(meeting) and is_turned_on(meeting) else None


def own_attendance(visit: Visit) -> Attendance | None:
    """Return what was said of who reads this."""
    return Attendance.objects.filter(invitee=visit.invitee).first() if visit.invitee else None


def has_check_in(network: Network) -> bool:
    """Return whether a network lets people say themselves that they are there."""
    return NetworkCheckIn.objects.filter(network=network).exists()
