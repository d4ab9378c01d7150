"""What somebody does not know yet of a meeting, and what their calendar has to hear."""

from dataclasses import dataclass

from django.db.models.functions import Coalesce

from accounts.models import User
from mailing.selectors import stream_may_have_left
from meetings.ics import CANCEL, REQUEST
from meetings.models import Meeting, MeetingInvitee


@dataclass(frozen=True)
class Told:
    """What somebody knows once a letter has arrived: written to the row of the invitee."""

    invitee_key: int
    sequence: int
    cancelled: bool
    in_calendar: bool


@dataclass(frozen=True)
class Owed:
    """A letter that somebody has to get about a meeting. `method`: what it asks of the calendar, if anything."""

    invitee: MeetingInvitee
    is_off: bool
    is_change: bool  # they knew of it already
    method: str | None

    @property
    def told(self) -> Told:
        """What is known once it has arrived."""
        in_calendar = self.method == REQUEST
        return Told(self.invitee.pk, self.invitee.sequence, cancelled=self.is_off, in_calendar=in_calendar)


def owed_to(invitee: MeetingInvitee, stream: str, *, has_feed: bool = False) -> Owed | None:
    """Return what has to be told to somebody now; None when they know it, or when the meeting is over.

    That it is off is told only to whoever heard of it, and to whoever may have: a letter whose arrival is unknown, or
    one to an address that was theirs before.
    Whose calendar follows the feed gets words alone, unless a letter put the meeting there before.
    """
    if invitee.meeting.is_over():
        return None
    unsure = bool(stream) and stream_may_have_left(stream)
    expects = invitee.told_sequence is not None and not invitee.told_cancelled
    if invitee.is_off:
        method = _cancel(invitee, unsure)
        return Owed(invitee, is_off=True, is_change=True, method=method) if expects or method else None
    if expects and invitee.told_sequence == invitee.sequence and not unsure:
        return None
    keeps = invitee.in_calendar or unsure
    method = _cancel(invitee, unsure) if invitee.meeting.is_floating else REQUEST if keeps or not has_feed else None
    return Owed(invitee, is_off=False, is_change=expects, method=method)


def coming_for(person: User, *, network_key: int | None = None) -> list[MeetingInvitee]:
    """Return the meetings that come for somebody, of one network or of all, by day."""
    rows = MeetingInvitee.objects.in_force().filter(person=person, meeting__in=Meeting.objects.published().coming())
    if network_key is not None:
        rows = rows.filter(meeting__network=network_key)
    related = ("person", "meeting__network", "meeting__programme__calendar")
    day = Coalesce("meeting__on_date", "meeting__floats_from")
    return list(rows.select_related(*related).order_by(day, "meeting__starts_at", "meeting_id"))


def _cancel(invitee: MeetingInvitee, unsure: bool) -> str | None:
    return CANCEL if invitee.in_calendar or unsure else None
