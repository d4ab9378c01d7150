"""Who was added to a meeting by hand, and whom its kind will invite."""

from dataclasses import dataclass

from accounts.models import User
from meetings.models import Meeting, MeetingInvitee
from meetings.services.invitees import people_of_kind
from networks.selectors import name_of
from networks.sorting import fold, name_key


@dataclass(frozen=True)
class GuestLine:
    """Somebody added by hand, as who added them calls them."""

    pk: int
    called: str
    email: str


def guest_lines(meeting: Meeting) -> list[GuestLine]:
    """Return who was added by hand, by name."""
    rows = MeetingInvitee.objects.current().filter(meeting=meeting, because=MeetingInvitee.Because.ADDED)
    lines = [GuestLine(row.pk, row.called, row.person.email) for row in rows.select_related("person")]
    return sorted(lines, key=lambda line: (fold(line.called), line.email))


def guest_of(meeting: Meeting, pk: int) -> MeetingInvitee | None:
    """Return somebody who was added to this meeting by hand."""
    rows = MeetingInvitee.objects.current().filter(meeting=meeting, because=MeetingInvitee.Because.ADDED)
    return rows.select_related("meeting").filter(pk=pk).first()


def will_be_invited(meeting: Meeting) -> str:
    """Return the names of the people whom a draft will invite, by first name."""
    people = User.objects.filter(pk__in=set(people_of_kind(meeting)))
    ordered = sorted(people, key=lambda person: name_key(person.first_name, person.infix, person.last_name))
    return ", ".join(name_of(person) for person in ordered)
