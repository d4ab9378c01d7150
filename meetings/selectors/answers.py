"""Replies to an invitation, for the invitee and for the people who lead the meeting."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

from accounts.models import User
from meetings.access import Visit
from meetings.formatting import format_moment
from meetings.models import Meeting, MeetingInvitee
from meetings.selectors.guests import will_be_invited
from meetings.selectors.poll import PollPart, poll_part
from meetings.timing import accepts_answers
from networks.access import Permission
from networks.selectors import name_of
from networks.sorting import name_key

Answer = MeetingInvitee.Answer
ANSWERS = (Answer.YES, Answer.NO, Answer.UNSURE)


@dataclass(frozen=True)
class AnswerGroup:
    """The people who gave one reply, by first name."""

    title: str
    names: list[str]

    @property
    def joined_names(self) -> str:
        """The names, separated by commas."""
        return ", ".join(self.names)


@dataclass(frozen=True)
class SameTime:
    """Another meeting to which this person is invited at the same time."""

    where: str
    moment: str


@dataclass(frozen=True)
class AnswerPart:
    """The RSVP question and, for the people who lead the meeting, the replies by name. Never a count."""

    can_reply: bool
    own: str
    groups: list[AnswerGroup]
    same_time: list[SameTime]
    will_invite: str = ""
    poll: PollPart | None = None

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The three replies as value and label."""
        return [(answer.value, str(answer.label)) for answer in ANSWERS]


def answer_part(visit: Visit) -> AnswerPart:
    """Return the RSVP part of the page of a meeting."""
    open_now = accepts_answers(visit.meeting)
    can_reply = open_now and visit.invitee is not None and visit.may(Permission.JOIN_MEETING)
    shows = open_now and visit.may(Permission.SEE_REPLIES)
    return AnswerPart(
        can_reply=can_reply,
        own=visit.invitee.answer if visit.invitee else Answer.OPEN,
        groups=answer_groups(visit.meeting) if shows else [],
        same_time=same_time(visit.meeting, visit.person) if can_reply else [],
        will_invite=will_be_invited(visit.meeting) if visit.meeting.is_draft else "",
        poll=poll_part(visit),
    )


def answer_groups(meeting: Meeting) -> list[AnswerGroup]:
    """Return the invitees grouped by reply, those without a reply last. Empty groups are left out."""
    rows = invited_by_name(meeting)
    titles = [*((answer, str(answer.label)) for answer in ANSWERS), (Answer.OPEN, _("No reply yet"))]
    groups = [
        AnswerGroup(title, [invitee_name(row) for row in rows if row.answer == answer]) for answer, title in titles
    ]
    return [group for group in groups if group.names]


def invitee_name(invitee: MeetingInvitee) -> str:
    """Return the name of an invitee; a guest goes by the name on their invitation."""
    return invitee.display_name or name_of(invitee.person)


def invited_by_name(meeting: Meeting) -> list[MeetingInvitee]:
    """Return the current invitees by first name."""
    rows = MeetingInvitee.objects.current().filter(meeting=meeting).select_related("person")
    return sorted(rows, key=_name_key)


def _name_key(row: MeetingInvitee) -> tuple[str, str, str]:
    if row.display_name:
        return name_key(row.display_name, "", "")
    return name_key(row.person.first_name, row.person.infix, row.person.last_name)


def same_time(meeting: Meeting, person: User) -> list[SameTime]:
    """Return the person's other meetings that overlap this one. Only they may see them."""
    if meeting.begins is None or meeting.ends is None or meeting.on_date is None:
        return []
    around = (meeting.on_date - timedelta(days=1), meeting.on_date + timedelta(days=1))
    others = (
        Meeting.objects.published()
        .filter(invitees__person=person, invitees__removed_at=None, on_date__range=around)
        .exclude(pk=meeting.pk)
        .select_related("programme__calendar", "network")
    )
    return [
        SameTime(other.network.name if other.network else other.programme.name, format_moment(other))
        for other in others
        if other.begins and other.ends and other.begins < meeting.ends and meeting.begins < other.ends
    ]
