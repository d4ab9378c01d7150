"""What people answered to an invitation, for themselves and for who leads."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

from accounts.models import User
from meetings.access import Visit
from meetings.formatting import moment_in_words
from meetings.models import Meeting, MeetingInvitee
from meetings.selectors.guests import will_be_invited
from meetings.selectors.poll import PollPart, poll_part
from meetings.services.answers import takes_answers
from networks.access import Permission
from networks.selectors import name_of
from networks.sorting import name_key

Answer = MeetingInvitee.Answer
ANSWERS = (Answer.YES, Answer.NO, Answer.UNSURE)


@dataclass(frozen=True)
class AnswerGroup:
    """Who gave one answer: names by first name."""

    title: str
    names: list[str]

    @property
    def in_words(self) -> str:
        """The names, one after the other."""
        return ", ".join(self.names)


@dataclass(frozen=True)
class SameTime:
    """Another meeting of this person at the same time."""

    where: str
    moment: str


@dataclass(frozen=True)
class AnswerPart:
    """The question whether somebody comes, and for who leads, who said what. Never a number."""

    asks: bool
    own: str
    groups: list[AnswerGroup]
    same_time: list[SameTime]
    will_invite: str = ""
    poll: PollPart | None = None

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The three answers: value and words."""
        return [(answer.value, str(answer.label)) for answer in ANSWERS]


def answer_part(visit: Visit) -> AnswerPart:
    """Return what the page of a meeting asks and shows about who comes."""
    open_now = takes_answers(visit.meeting)
    asks = open_now and visit.invitee is not None and visit.may(Permission.JOIN_MEETING)
    shows = open_now and visit.may(Permission.SEE_WHO_COMES)
    return AnswerPart(
        asks=asks,
        own=visit.invitee.answer if visit.invitee else Answer.OPEN,
        groups=answer_groups(visit.meeting) if shows else [],
        same_time=same_time(visit.meeting, visit.person) if asks else [],
        will_invite=will_be_invited(visit.meeting) if visit.meeting.is_draft else "",
        poll=poll_part(visit),
    )


def answer_groups(meeting: Meeting) -> list[AnswerGroup]:
    """Return who said what, for who leads; who said nothing yet comes last, an answer of nobody is left out."""
    rows = invited_by_name(meeting)
    titles = [*((answer, str(answer.label)) for answer in ANSWERS), (Answer.OPEN, _("Nothing said yet"))]
    groups = [
        AnswerGroup(title, [invitee_name(row) for row in rows if row.answer == answer]) for answer, title in titles
    ]
    return [group for group in groups if group.names]


def invitee_name(invitee: MeetingInvitee) -> str:
    """Return the name of somebody on the list; a guest is called what who added them typed."""
    return invitee.called or name_of(invitee.person)


def invited_by_name(meeting: Meeting) -> list[MeetingInvitee]:
    """Return who is invited, by first name."""
    rows = MeetingInvitee.objects.current().filter(meeting=meeting).select_related("person")
    return sorted(rows, key=_name_key)


def _name_key(row: MeetingInvitee) -> tuple[str, str, str]:
    if row.called:
        return name_key(row.called, "", "")
    return name_key(row.person.first_name, row.person.infix, row.person.last_name)


def same_time(meeting: Meeting, person: User) -> list[SameTime]:
    """Return the other meetings that somebody is invited to while this one goes on. For their own eyes."""
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
        SameTime(other.network.name if other.network else other.programme.name, moment_in_words(other))
        for other in others
        if other.begins and other.ends and other.begins < meeting.ends and meeting.begins < other.ends
    ]
