"""The guests of a meeting, and the people whom a draft will invite."""

from dataclasses import dataclass

from accounts.models import User
from mailing.selectors import refusals_of
from meetings.models import Meeting, MeetingInvitee
from meetings.selectors.invitees import people_invited_by_kind
from networks.selectors import Undelivered, name_of
from networks.sorting import fold, name_key


@dataclass(frozen=True)
class GuestLine:
    """A guest, by the name on their invitation."""

    pk: int
    display_name: str
    email: str


def guest_lines(meeting: Meeting) -> list[GuestLine]:
    """Return the current guests of a meeting by name."""
    rows = MeetingInvitee.objects.current().filter(meeting=meeting, source=MeetingInvitee.Source.MANUAL)
    lines = [GuestLine(row.pk, row.display_name, row.person.email) for row in rows.select_related("person")]
    return sorted(lines, key=lambda line: (fold(line.display_name), line.email))


def guests_undelivered(meeting: Meeting) -> list[Undelivered]:
    """Return the guests whom emails do not reach, by the name on their invitation."""
    rows = MeetingInvitee.objects.current().filter(meeting=meeting, source=MeetingInvitee.Source.MANUAL)
    refusals = refusals_of(rows.values("person"))
    found = rows.filter(person__in=refusals).select_related("person") if refusals else []
    lines = [Undelivered(row.display_name, refusals[row.person_id] == "full") for row in found]
    return sorted(lines, key=lambda line: fold(line.name))


def guest_of(meeting: Meeting, pk: int) -> MeetingInvitee | None:
    """Return the invitation of a guest of this meeting, or None."""
    rows = MeetingInvitee.objects.current().filter(meeting=meeting, source=MeetingInvitee.Source.MANUAL)
    return rows.select_related("meeting").filter(pk=pk).first()


def will_be_invited(meeting: Meeting) -> str:
    """Return the names of the people whom a draft will invite, by first name."""
    people = User.objects.filter(pk__in=set(people_invited_by_kind(meeting)))
    ordered = sorted(people, key=lambda person: name_key(person.first_name, person.infix, person.last_name))
    return ", ".join(name_of(person) for person in ordered)
