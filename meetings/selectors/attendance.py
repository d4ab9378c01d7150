"""Who was there, as far as somebody said so."""

from dataclasses import dataclass

from meetings.access import Visit
from meetings.models import Attendance, Meeting
from meetings.selectors.answers import invited_by_name, invitee_name
from meetings.services.attendance import has_begun
from meetings.services.retention import is_forgotten
from networks.access import Need


@dataclass(frozen=True)
class AttendanceRow:
    """Somebody who was invited. `was_there` is None when nobody said anything: not the same as absent."""

    invitee_pk: int
    name: str
    was_there: bool | None


@dataclass(frozen=True)
class AttendancePart:
    """Whether the reader was there, and whether they may say who was."""

    was_there: bool | None
    says: bool


def attendance_part(visit: Visit) -> AttendancePart:
    """Return what the page of a meeting shows of who was there: nothing before it has begun."""
    if not has_begun(visit.meeting):
        return AttendancePart(was_there=None, says=False)
    own = Attendance.objects.filter(invitee=visit.invitee).first() if visit.invitee else None
    says = visit.may(Need.SEE_WHO_COMES) and not is_forgotten(visit.meeting.last_day)
    return AttendancePart(was_there=own.was_there if own else None, says=says)


def attendance_rows(meeting: Meeting) -> list[AttendanceRow]:
    """Return everybody who was invited, by first name, with what was said."""
    said = dict(Attendance.objects.filter(invitee__meeting=meeting).values_list("invitee", "was_there"))
    return [AttendanceRow(row.pk, invitee_name(row), said.get(row.pk)) for row in invited_by_name(meeting)]
