"""Who was there, as far as somebody said so."""

from dataclasses import dataclass
from typing import Any

from meetings.access import Visit
from meetings.models import Attendance, Meeting, MeetingInvitee
from meetings.selectors.answers import invited_by_name, invitee_name
from meetings.services.attendance import has_begun
from meetings.services.check_in import is_turned_on, phase_of
from meetings.services.retention import is_forgotten
from networks.access import Permission


@dataclass(frozen=True)
class AttendanceRow:
    """Somebody who was invited. `was_there` is None when nobody said anything: not the same as absent."""

    invitee_pk: int
    name: str
    was_there: bool | None


@dataclass(frozen=True)
class AttendancePart:
    """Whether the reader was there, and whether they may say who was.

    `checks_in`: they can say now that they are there, by the code; `is_kept`: they did, and it counts from the
    beginning; `has_screen`: they can put the code on the screen.
    """

    was_there: bool | None = None
    says: bool = False
    checks_in: bool = False
    is_kept: bool = False
    has_screen: bool = False

    @property
    def is_by_code(self) -> bool:
        """Whether there is something to say or to show about the code."""
        return self.checks_in or self.is_kept or self.has_screen


def attendance_part(visit: Visit) -> AttendancePart:
    """Return what the page of a meeting shows of who was there: nothing before the hour in which it begins."""
    meeting = visit.meeting
    phase = phase_of(meeting)
    by_code = phase is not None and phase.is_open and is_turned_on(meeting)
    begun = has_begun(meeting)
    if not begun and not by_code:
        return AttendancePart()
    own = Attendance.objects.filter(invitee=visit.invitee).first() if visit.invitee else None
    leads = visit.may(Permission.SEE_WHO_COMES)
    return AttendancePart(
        was_there=own.was_there if own and begun else None,
        says=leads and begun and not is_forgotten(meeting.last_day),
        checks_in=by_code and visit.invitee is not None and own is None,
        is_kept=own is not None and not begun,
        has_screen=by_code and leads,
    )


def is_invited(meeting: Meeting, user: Any) -> bool:
    """Return whether somebody who is signed in is invited to a meeting."""
    return user.is_authenticated and MeetingInvitee.objects.in_force().filter(meeting=meeting, person=user).exists()


def attendance_rows(meeting: Meeting) -> list[AttendanceRow]:
    """Return everybody who was invited, by first name, with what was said."""
    said = dict(Attendance.objects.filter(invitee__meeting=meeting).values_list("invitee", "was_there"))
    return [AttendanceRow(row.pk, invitee_name(row), said.get(row.pk)) for row in invited_by_name(meeting)]
