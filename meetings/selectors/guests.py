"""The guests of a meeting, and the people whom a draft will invite."""

from dataclasses import dataclass

from accounts.models import User
from meetings.models import Meeting, MeetingInvitee
from meetings.selectors.invitees import people_invited_by_kind
from networks.selectors import name_of
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


def guest_of(meeting: Meeting, pk: int) -> MeetingInvitee | None:
    """Return the invitation of a guest of this meeting, or None."""
    rows = MeetingInvitee.objects.current().filter(meeting=meeting, source=MeetingInvitee.Source.MANUAL)
    return rows.select_related("meeting").filter(pk=pk).first()


def will_be_invited(meeting: Meeting) -> str:
    """Return the names of the people whom a draft will invite, by first name."""
    people = User.objects.filter(pk__in=set(people_invited_by_kind(meeting)))
    ordered = sorted(people, key=lambda person: name_key(person.first_name, person.infix, person.last_name))
    return ", ".join(name_of(person) for person in ordered)
