"""The agenda as pages show it: blocks with the times of the clock, and who led before."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from accounts.language import language_now
from accounts.models import User
from meetings.models import AgendaBlock, BlockKind, Meeting, MeetingInvitee
from meetings.services.invitees import people_of_kind


@dataclass(frozen=True)
class BlockLine:
    """A block on the agenda. Times of the clock are None after a block without minutes and while it floats."""

    block: AgendaBlock
    kind: str
    lead: str
    proposed_by: str = ""
    begins: time | None = None
    ends: time | None = None
    starts: datetime | None = None
    stops: datetime | None = None
    is_mine: bool = False
    may_take: bool = False


@dataclass(frozen=True)
class Agenda:
    """The blocks of a meeting in order, what people proposed, and how the minutes add up."""

    lines: list[BlockLine]
    proposals: list[BlockLine]
    minutes: int
    spare: int  # minutes of the meeting that are left; negative when the blocks take more

    @property
    def is_timed(self) -> bool:
        """Whether every block says how long it takes."""
        return bool(self.lines) and all(line.block.minutes for line in self.lines)

    @property
    def over(self) -> int:
        """How many minutes the blocks take more than there are."""
        return max(-self.spare, 0)

    def running(self, now: datetime | None = None) -> BlockLine | None:
        """Return the block that is going on, by the clock; None before, after, and where no times are known."""
        now = now or timezone.now()
        return next(
            (line for line in self.lines if line.starts and line.stops and line.starts <= now < line.stops), None
        )


def agenda_of(meeting: Meeting, person: User | None = None, *, may_lead: bool = False) -> Agenda:
    """Return the agenda of a meeting for one reader; `may_lead` is whether they may take what nobody leads."""
    language = language_now()
    rows = list(with_names(meeting.blocks.select_related("kind")))
    planned = [row for row in rows if row.state == AgendaBlock.State.PLANNED]
    lines, clock = [], meeting.begins.replace(tzinfo=None) if meeting.begins else None
    for block in planned:
        end = clock + timedelta(minutes=block.minutes) if clock and block.minutes else None
        lines.append(_line(block, meeting, person, language, may_lead=may_lead, begins=clock, ends=end))
        clock = end
    minutes = sum(block.minutes or 0 for block in planned)
    proposals = [
        _line(row, meeting, person, language, may_lead=False) for row in rows if row.state == AgendaBlock.State.PROPOSED
    ]
    return Agenda(lines, proposals, minutes, meeting.minutes - minutes)


def _line(
    block: AgendaBlock,
    meeting: Meeting,
    person: User | None,
    language: str,
    *,
    may_lead: bool,
    begins: datetime | None = None,
    ends: datetime | None = None,
) -> BlockLine:
    who = person.pk if person else None
    return BlockLine(
        block=block,
        kind=block.kind.name(language) if block.kind else "",
        lead=lead_name(block),
        proposed_by=proposer_name(block),
        begins=begins.time() if begins else None,
        ends=ends.time() if ends else None,
        starts=begins.replace(tzinfo=meeting.zone) if begins else None,
        stops=ends.replace(tzinfo=meeting.zone) if ends else None,
        is_mine=who is not None and who in {block.lead_id, block.proposed_by_id},
        may_take=may_lead and block.lead_id is None,
    )


def with_names(blocks: "QuerySet[AgendaBlock]") -> "QuerySet[AgendaBlock]":
    """Return blocks with who leads and who proposed them, for `lead_name` and `proposer_name`."""
    invited = MeetingInvitee.objects.filter(meeting=OuterRef("meeting")).values("called")
    return blocks.select_related("lead", "proposed_by").annotate(
        lead_called=Subquery(invited.filter(person=OuterRef("lead"))[:1]),
        proposer_called=Subquery(invited.filter(person=OuterRef("proposed_by"))[:1]),
    )


def lead_name(block: AgendaBlock) -> str:
    """Return who leads a block: a guest is called what who added them typed, never the name of the account."""
    called: str | None = getattr(block, "lead_called", None)
    return called or (block.lead.first_name if block.lead else "")


def proposer_name(block: AgendaBlock) -> str:
    """Return who proposed a block, in the same way."""
    called: str | None = getattr(block, "proposer_called", None)
    return called or (block.proposed_by.first_name if block.proposed_by else "")


def kinds_of(meeting: Meeting) -> "QuerySet[BlockKind]":
    """Return the kinds of blocks that a meeting can have."""
    return BlockKind.objects.filter(programme=meeting.programme_id)


def people_for(meeting: Meeting, *, who_has_it: int | None = None) -> "QuerySet[User]":
    """Return who can be named for something: who is invited; of a draft, whom its kind would invite.

    Guests are left out: who plans knows only their address. They take a lead or a task by their own link, and then
    stand in the list as `who_has_it`, so that a change of something else does not take it from them.
    """
    if meeting.is_draft:
        found = User.objects.filter(pk__in=list(people_of_kind(meeting)))
    else:
        found = User.objects.filter(meeting_invitations__in=meeting.invitees.filter(removed_at=None, called=""))
    named = User.objects.filter(pk__in=[meeting.host_id or 0, who_has_it or 0])
    called = MeetingInvitee.objects.filter(meeting=meeting, person=OuterRef("pk")).values("called")
    people = (found | named).distinct().annotate(called=Subquery(called[:1]))
    return people.order_by("first_name", "last_name", "pk")


def earlier_meetings(meeting: Meeting) -> "QuerySet[Meeting]":
    """Return the published meetings of the same network and kind before this one, the latest first."""
    day = meeting.on_date or meeting.today
    here = Meeting.objects.published().filter(
        kind=meeting.kind, network=meeting.network_id, programme=meeting.programme_id
    )
    before = (
        Q(on_date__lt=day) | Q(on_date=day, starts_at__lt=meeting.starts_at)
        if meeting.starts_at
        else Q(on_date__lt=day)
    )
    return here.filter(before).exclude(pk=meeting.pk).order_by("-on_date", "-starts_at", "-pk")


def leads_before(meeting: Meeting) -> list[str]:
    """Return the names of who led something in the last three meetings, alphabetically; never how often."""
    latest = list(earlier_meetings(meeting).values_list("pk", flat=True)[:3])
    led = AgendaBlock.objects.filter(meeting__in=latest, state=AgendaBlock.State.PLANNED, lead__isnull=False)
    return sorted({lead_name(block) for block in with_names(led)} - {""})


def is_first_of_network(meeting: Meeting) -> bool:
    """Return whether this is the first meeting of a network: nobody met before it."""
    return (
        meeting.network_id is not None
        and meeting.kind == Meeting.Kind.NETWORK
        and not earlier_meetings(meeting).exists()
    )


def run_sheet_to_start_from(meeting: Meeting) -> Meeting | None:
    """Return the latest earlier meeting that has an agenda; None when there is none."""
    has_blocks = AgendaBlock.objects.filter(state=AgendaBlock.State.PLANNED).values("meeting")
    rows = earlier_meetings(meeting).filter(pk__in=has_blocks)
    return rows.select_related("programme__calendar", "network").first()
