"""The updates about a meeting that an invitee has not been sent yet."""

from dataclasses import dataclass

from django.db.models.functions import Coalesce

from accounts.models import User
from mailing.selectors import ordering_key_in_flight
from meetings.ics import CANCEL, REQUEST
from meetings.models import Meeting, MeetingInvitee


@dataclass(frozen=True)
class CalendarState:
    """The state of an invitee's calendar once an email has been sent, as stored on their row."""

    invitee_key: int
    sequence: int
    cancelled: bool
    in_calendar: bool


@dataclass(frozen=True)
class PendingUpdate:
    """An email still to be sent to an invitee. `method` is the iCalendar method of its attachment, if it has one."""

    invitee: MeetingInvitee
    is_off: bool
    is_change: bool  # they have been notified of the meeting before
    method: str | None

    @property
    def calendar_state(self) -> CalendarState:
        """The calendar state once this update has been sent."""
        in_calendar = self.method == REQUEST
        return CalendarState(self.invitee.pk, self.invitee.sequence, cancelled=self.is_off, in_calendar=in_calendar)


def ordering_key_of(invitee: MeetingInvitee) -> str:
    """Return the ordering key of the emails about one meeting to one person."""
    return f"meetings.invitee:{invitee.pk}"


def pending_update_for(invitee: MeetingInvitee, ordering_key: str, *, has_feed: bool = False) -> PendingUpdate | None:
    """Return the update that an invitee is due now; None if they are up to date or the meeting is over.

    A cancellation is sent only to people who were, or may have been, notified of the meeting: an earlier email may be
    in flight, or may have gone to an address they had before. Someone who subscribes to the calendar feed gets no
    calendar attachment, unless an earlier email put the meeting into their calendar.
    """
    if invitee.meeting.is_over():
        return None
    unsure = bool(ordering_key) and ordering_key_in_flight(ordering_key)
    expects = invitee.notified_sequence is not None and not invitee.notified_cancelled
    if invitee.is_off:
        method = _cancel(invitee, unsure)
        return PendingUpdate(invitee, is_off=True, is_change=True, method=method) if expects or method else None
    if expects and invitee.notified_sequence == invitee.sequence and not unsure:
        return None
    updates_entry = invitee.in_calendar or unsure
    method = (
        _cancel(invitee, unsure)
        if invitee.meeting.is_date_undecided
        else REQUEST
        if updates_entry or not has_feed
        else None
    )
    return PendingUpdate(invitee, is_off=False, is_change=expects, method=method)


def upcoming_invitations(person: User, *, network_key: int | None = None) -> list[MeetingInvitee]:
    """Return a person's invitations to upcoming meetings, of one network or of all, by day."""
    rows = MeetingInvitee.objects.granting_access().filter(
        person=person, meeting__in=Meeting.objects.published().upcoming()
    )
    if network_key is not None:
        rows = rows.filter(meeting__network=network_key)
    related = ("person", "meeting__network", "meeting__programme__calendar")
    day = Coalesce("meeting__on_date", "meeting__window_starts")
    return list(rows.select_related(*related).order_by(day, "meeting__starts_at", "meeting_id"))


def _cancel(invitee: MeetingInvitee, unsure: bool) -> str | None:
    return CANCEL if invitee.in_calendar or unsure else None
