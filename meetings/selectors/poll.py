"""A date poll on the page of a meeting: its options, the reader's marks and, for the people who lead, all marks."""

from dataclasses import dataclass

from accounts.formatting import join_facts
from meetings.access import Visit
from meetings.formatting import format_day, format_moment, format_time
from meetings.models import DateMark, DateOption, Meeting, MeetingInvitee
from networks.access import Permission
from networks.selectors import name_of
from networks.sorting import fold

Mark = DateMark.Mark


@dataclass(frozen=True)
class OptionLine:
    """A date to choose from. `replies` lists names by mark and is empty for readers who don't lead the meeting."""

    pk: int
    moment: str
    own: str
    replies: list[tuple[str, str]]


@dataclass(frozen=True)
class PollPart:
    """An open date poll for one reader."""

    options: list[OptionLine]
    can_mark: bool
    can_choose: bool
    current_moment: str  # the current date, which stays until one is chosen; "" while it is undecided

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The three marks as value and label."""
        return [(mark.value, str(mark.label)) for mark in Mark]


def poll_part(visit: Visit) -> PollPart | None:
    """Return the open date poll of a meeting, or None. Takes two queries."""
    meeting = visit.meeting
    if not hasattr(meeting, "poll") or meeting.state != Meeting.State.PUBLISHED or meeting.is_over():
        return None
    options = list(DateOption.objects.filter(poll__meeting=meeting))
    rows = DateMark.objects.filter(option__in=options, invitee__removed_at=None).select_related("invitee__person")
    leads = visit.may(Permission.SEE_REPLIES)
    marks = list(rows if leads else rows.filter(invitee=visit.invitee))
    return PollPart(
        options=[_line(option, [mark for mark in marks if mark.option_id == option.pk], visit) for option in options],
        can_mark=visit.invitee is not None and visit.may(Permission.JOIN_MEETING),
        can_choose=leads,
        current_moment="" if meeting.is_date_undecided else format_moment(meeting),
    )


def _line(option: DateOption, marks: list[DateMark], visit: Visit) -> OptionLine:
    own = visit.invitee.pk if visit.invitee else None
    replies = [(str(mark.label), _names([row.invitee for row in marks if row.mark == mark])) for mark in Mark]
    return OptionLine(
        pk=option.pk,
        moment=join_facts(format_day(option.on_date), format_time(option.starts_at)),
        own=next((row.mark for row in marks if row.invitee_id == own), ""),
        replies=[line for line in replies if line[1]] if visit.may(Permission.SEE_REPLIES) else [],
    )


def _names(invitees: list[MeetingInvitee]) -> str:
    return ", ".join(sorted((row.display_name or name_of(row.person) for row in invitees), key=fold))
