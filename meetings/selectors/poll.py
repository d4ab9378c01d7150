"""Which days people are asked about, and how they suit: one's own, and for who leads, everybody's."""

from dataclasses import dataclass

from meetings.access import Visit
from meetings.formatting import day_in_words, moment_in_words, time_in_words
from meetings.models import DateMark, DateOption, Meeting, MeetingInvitee
from networks.access import Permission
from networks.selectors import name_of
from networks.sorting import fold

Mark = DateMark.Mark


@dataclass(frozen=True)
class OptionLine:
    """One moment to choose from. `said` is for who leads: the words of a mark, and names by first name."""

    pk: int
    moment: str
    own: str
    said: list[tuple[str, str]]


@dataclass(frozen=True)
class PollPart:
    """The question which days suit."""

    options: list[OptionLine]
    asks: bool
    chooses: bool
    stays: str  # when it is as long as no day is chosen; "" while it floats

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The three marks: value and words."""
        return [(mark.value, str(mark.label)) for mark in Mark]


def poll_part(visit: Visit) -> PollPart | None:
    """Return what the page of a meeting asks; None without an open poll. Two queries."""
    meeting = visit.meeting
    if not hasattr(meeting, "poll") or meeting.state != Meeting.State.PUBLISHED or meeting.is_over():
        return None
    options = list(DateOption.objects.filter(poll__meeting=meeting))
    rows = DateMark.objects.filter(option__in=options, invitee__removed_at=None).select_related("invitee__person")
    leads = visit.may(Permission.SEE_WHO_COMES)
    marks = list(rows if leads else rows.filter(invitee=visit.invitee))
    return PollPart(
        options=[_line(option, [mark for mark in marks if mark.option_id == option.pk], visit) for option in options],
        asks=visit.invitee is not None and visit.may(Permission.JOIN_MEETING),
        chooses=leads,
        stays="" if meeting.is_floating else moment_in_words(meeting),
    )


def _line(option: DateOption, marks: list[DateMark], visit: Visit) -> OptionLine:
    own = visit.invitee.pk if visit.invitee else None
    said = [(str(mark.label), _names([row.invitee for row in marks if row.mark == mark])) for mark in Mark]
    return OptionLine(
        pk=option.pk,
        moment=f"{day_in_words(option.on_date)} · {time_in_words(option.starts_at)}",
        own=next((row.mark for row in marks if row.invitee_id == own), ""),
        said=[line for line in said if line[1]] if visit.may(Permission.SEE_WHO_COMES) else [],
    )


def _names(invitees: list[MeetingInvitee]) -> str:
    return ", ".join(sorted((row.called or name_of(row.person) for row in invitees), key=fold))
