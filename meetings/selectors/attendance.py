"""Attendance, as far as it was recorded."""

from dataclasses import dataclass
from typing import Any

from meetings.access import Visit
from meetings.models import Attendance, Meeting, MeetingInvitee
from meetings.retention import attendance_expired
from meetings.selectors.answers import invited_by_name, invitee_name
from meetings.selectors.check_in import has_check_in
from meetings.timing import has_begun, phase_of
from networks.access import Permission


@dataclass(frozen=True)
class AttendanceRow:
    """The attendance of an invitee. `was_there` is None if nothing was recorded, which does not mean absent."""

    invitee_pk: int
    name: str
    was_there: bool | None


@dataclass(frozen=True)
class AttendancePart:
    """The reader's own attendance and what they can do about attendance.

    `can_record`: they may record who was there. `can_check_in`: they can check in by code now. `is_checked_in`: they
    checked in before the start. `has_screen`: they can show the code on a shared screen.
    """

    was_there: bool | None = None
    can_record: bool = False
    can_check_in: bool = False
    is_checked_in: bool = False
    has_screen: bool = False

    @property
    def is_by_code(self) -> bool:
        """Whether the page shows anything about checking in by code."""
        return self.can_check_in or self.is_checked_in or self.has_screen


def attendance_part(visit: Visit) -> AttendancePart:
    """Return the attendance part of the page of a meeting; it is empty until check-in opens."""
    meeting = visit.meeting
    phase = phase_of(meeting)
    by_code = phase is not None and phase.is_open and has_check_in(meeting.network_id)
    begun = has_begun(meeting)
    if not begun and not by_code:
        return AttendancePart()
    own = Attendance.objects.filter(invitee=visit.invitee).first() if visit.invitee else None
    leads = visit.may(Permission.SEE_REPLIES)
    return AttendancePart(
        was_there=own.was_there if own and begun else None,
        can_record=leads and begun and not attendance_expired(meeting.last_day),
        can_check_in=by_code and visit.invitee is not None and own is None,
        is_checked_in=own is not None and not begun,
        has_screen=by_code and leads,
    )


def is_invited(meeting: Meeting, user: Any) -> bool:
    """Return whether the user is signed in and invited to a meeting."""
    return (
        user.is_authenticated and MeetingInvitee.objects.granting_access().filter(meeting=meeting, person=user).exists()
    )


def attendance_rows(meeting: Meeting) -> list[AttendanceRow]:
    """Return the attendance of every invitee, by first name."""
    said = dict(Attendance.objects.filter(invitee__meeting=meeting).values_list("invitee", "was_there"))
    return [AttendanceRow(row.pk, invitee_name(row), said.get(row.pk)) for row in invited_by_name(meeting)]
