"""The agenda of a meeting: its blocks with start and end times, and who led earlier meetings."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from accounts.language import active_language
from accounts.models import User
from meetings.models import AgendaBlock, BlockKind, Meeting, MeetingInvitee
from meetings.selectors.invitees import people_invited_by_kind


@dataclass(frozen=True)
class BlockLine:
    """An agenda block for one reader. Times are None after a block without minutes and while the date is undecided."""

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
    """The blocks of a meeting in order, the suggested blocks, and how the minutes add up."""

    lines: list[BlockLine]
    proposals: list[BlockLine]
    minutes: int
    spare: int  # unplanned minutes of the meeting; negative if the blocks take longer

    @property
    def is_timed(self) -> bool:
        """Whether every block has a duration."""
        return bool(self.lines) and all(line.block.minutes for line in self.lines)

    @property
    def over(self) -> int:
        """By how many minutes the blocks exceed the meeting."""
        return max(-self.spare, 0)

    def running(self, now: datetime | None = None) -> BlockLine | None:
        """Return the block in progress; None before and after the agenda and where times are unknown."""
        now = now or timezone.now()
        return next(
            (line for line in self.lines if line.starts and line.stops and line.starts <= now < line.stops), None
        )


def agenda_of(meeting: Meeting, person: User | None = None, *, may_lead: bool = False) -> Agenda:
    """Return the agenda of a meeting for one reader. With `may_lead`, they may take on a block without a lead."""
    language = active_language()
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
    reader = person.pk if person else None
    return BlockLine(
        block=block,
        kind=block.kind.name(language) if block.kind else "",
        lead=lead_name(block),
        proposed_by=proposer_name(block),
        begins=begins.time() if begins else None,
        ends=ends.time() if ends else None,
        starts=begins.replace(tzinfo=meeting.zone) if begins else None,
        stops=ends.replace(tzinfo=meeting.zone) if ends else None,
        is_mine=reader is not None and reader in {block.lead_id, block.proposed_by_id},
        may_take=may_lead and block.lead_id is None,
    )


def with_names(blocks: "QuerySet[AgendaBlock]") -> "QuerySet[AgendaBlock]":
    """Return the blocks with their leads and proposers, for `lead_name` and `proposer_name`."""
    invited = MeetingInvitee.objects.filter(meeting=OuterRef("meeting")).values("display_name")
    return blocks.select_related("lead", "proposed_by").annotate(
        lead_display_name=Subquery(invited.filter(person=OuterRef("lead"))[:1]),
        proposer_display_name=Subquery(invited.filter(person=OuterRef("proposed_by"))[:1]),
    )


def lead_name(block: AgendaBlock) -> str:
    """Return the name of the lead, or "". A guest goes by the name on their invitation, not their account's."""
    display_name: str | None = getattr(block, "lead_display_name", None)
    return display_name or (block.lead.first_name if block.lead else "")


def proposer_name(block: AgendaBlock) -> str:
    """Return the name of the proposer in the same way."""
    display_name: str | None = getattr(block, "proposer_display_name", None)
    return display_name or (block.proposed_by.first_name if block.proposed_by else "")


def kinds_of(meeting: Meeting) -> "QuerySet[BlockKind]":
    """Return the block kinds that an agenda of this meeting can use."""
    return BlockKind.objects.filter(programme=meeting.programme_id)


def assignable_people(meeting: Meeting, *, current_pk: int | None = None) -> "QuerySet[User]":
    """Return the people to whom a planner can assign something: the invitees, or of a draft those it would invite.

    Guests are left out, because a planner knows only their address. A guest who took something on by their own link is
    passed as `current_pk` and stays in the list, so that changing something else does not take it away from them.
    """
    if meeting.is_draft:
        found = User.objects.filter(pk__in=list(people_invited_by_kind(meeting)))
    else:
        found = User.objects.filter(meeting_invitations__in=meeting.invitees.filter(removed_at=None, display_name=""))
    named = User.objects.filter(pk__in=[meeting.host_id or 0, current_pk or 0])
    display_name = MeetingInvitee.objects.filter(meeting=meeting, person=OuterRef("pk")).values("display_name")
    people = (found | named).distinct().annotate(display_name=Subquery(display_name[:1]))
    return people.order_by("first_name", "last_name", "pk")


def earlier_meetings(meeting: Meeting) -> "QuerySet[Meeting]":
    """Return the published meetings of the same network and kind before this one, latest first."""
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
    """Return, alphabetically, the people who led a block in the last three meetings. It never says how often."""
    latest = list(earlier_meetings(meeting).values_list("pk", flat=True)[:3])
    led = AgendaBlock.objects.filter(meeting__in=latest, state=AgendaBlock.State.PLANNED, lead__isnull=False)
    return sorted({lead_name(block) for block in with_names(led)} - {""})


def is_first_of_network(meeting: Meeting) -> bool:
    """Return whether no published meeting of the network came before this one."""
    return (
        meeting.network_id is not None
        and meeting.kind == Meeting.Kind.NETWORK
        and not earlier_meetings(meeting).exists()
    )


def meeting_to_copy_agenda_from(meeting: Meeting) -> Meeting | None:
    """Return the latest earlier meeting with an agenda, or None."""
    has_blocks = AgendaBlock.objects.filter(state=AgendaBlock.State.PLANNED).values("meeting")
    rows = earlier_meetings(meeting).filter(pk__in=has_blocks)
    return rows.select_related("programme__calendar", "network").first()
