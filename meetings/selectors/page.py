"""Everything on the page of a meeting, for one person."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Q, Subquery
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from meetings.access import Visit
from meetings.formatting import format_day, format_moment
from meetings.models import Attendance, Meeting, MeetingFile, MeetingInvitee, NetworkLinks, Preparation, Task
from meetings.models.links import NETWORK_LINKS
from meetings.selectors.agenda import Agenda, agenda_of
from meetings.selectors.answers import AnswerPart, answer_part
from meetings.selectors.attendance import AttendancePart, attendance_part
from meetings.selectors.meetings import title_of
from meetings.selectors.online_readiness import OnlineReadinessPart, online_readiness_part
from networks.access import Permission, Role, denial_message


@dataclass(frozen=True)
class PreparationLine:
    """A preparation, and whether this person ticked it off."""

    preparation: Preparation
    is_done: bool


@dataclass(frozen=True)
class TaskLine:
    """A task. `is_mine`: the reader owns it. `may_touch`: the reader may tick it off, change and remove it."""

    task: Task
    owner: str
    is_mine: bool
    may_touch: bool


@dataclass(frozen=True)
class NetworkLink:
    """One of the links of a network."""

    name: str
    url: str


@dataclass(frozen=True)
class MissedLine:
    """A meeting that this person missed, with a link to catch up."""

    url: str
    day: str


@dataclass(frozen=True)
class MeetingPage:
    """The page of a meeting for one person."""

    visit: Visit
    title: str
    moment: str
    answers: AnswerPart
    attendance: AttendancePart

    @property
    def meeting(self) -> Meeting:
        return self.visit.meeting

    @property
    def where(self) -> str:
        """The name of the network or programme that meets."""
        return self.meeting.where

    @property
    def plans(self) -> bool:
        """Whether this person plans the meeting."""
        return self.visit.may(Permission.PLAN_MEETINGS)

    @property
    def joins(self) -> bool:
        """Whether this person is invited to a meeting that is not cancelled."""
        return self.visit.may(Permission.JOIN_MEETING) and not self.meeting.is_cancelled

    @property
    def is_host(self) -> bool:
        """Whether this person hosts the meeting, so that they may cancel it by personal link too."""
        return self.joins and self.meeting.host_id == self.visit.person.pk

    @cached_property
    def is_over(self) -> bool:
        """Whether the meeting has ended."""
        return self.meeting.is_over()

    @cached_property
    def has_begun(self) -> bool:
        """Whether it is in progress or over."""
        return self.is_over or (self.meeting.begins is not None and self.meeting.begins <= timezone.now())

    @property
    def long_question(self) -> str:
        """The question on which the network works for its whole term."""
        return self.meeting.network.practice_question if self.meeting.network else ""

    @cached_property
    def agenda(self) -> Agenda:
        """The agenda of the meeting."""
        return agenda_of(self.meeting, self.visit.person, may_lead=self.joins and not self.is_over)

    @cached_property
    def preparations(self) -> list[PreparationLine]:
        """The preparation for the meeting, with this person's ticks."""
        rows = list(self.meeting.preparations.select_related("file").defer("file__content"))
        ticked = set()
        if rows and self.visit.invitee:
            ticked = set(
                Preparation.objects.filter(meeting=self.meeting, ticks__person=self.visit.person).values_list(
                    "pk", flat=True
                )
            )
        return [PreparationLine(row, row.pk in ticked) for row in rows]

    @property
    def preparation_minutes(self) -> int:
        """The total time that preparation takes."""
        return sum(line.preparation.minutes for line in self.preparations)

    @cached_property
    def tasks(self) -> list[TaskLine]:
        """The tasks of this meeting and, for members of the network, its other open tasks."""
        here = Q(meeting=self.meeting)
        if self.meeting.network_id and not self.is_over and self.takes_part:
            # Tasks ticked off within a day stay, so that they can be unticked.
            lately = timezone.now() - timedelta(days=1)
            here |= Q(network=self.meeting.network_id) & (Q(done_at=None) | Q(done_at__gte=lately))
        display_name = MeetingInvitee.objects.filter(meeting=OuterRef("meeting"), person=OuterRef("owner")).values(
            "display_name"
        )
        rows = Task.objects.filter(here).select_related("owner").annotate(owner_display_name=Subquery(display_name[:1]))
        return [self._task(row, row.owner_display_name) for row in rows]

    def _task(self, task: Task, display_name: str | None) -> TaskLine:
        """Return a task with its owner's name; a guest goes by the name on their invitation."""
        mine = task.owner_id == self.visit.person.pk
        owner = display_name or (task.owner.first_name if task.owner else "")
        return TaskLine(task, owner, mine, mine or self.plans)

    @property
    def takes_part(self) -> bool:
        """Whether this person belongs to the network and is not just a guest."""
        invitee = self.visit.invitee
        by_kind = invitee is not None and invitee.source == MeetingInvitee.Source.KIND
        return by_kind or self.plans or bool(self.visit.roles & {Role.PARTICIPANT, Role.FACILITATOR})

    @cached_property
    def files(self) -> list[MeetingFile]:
        """The files, without their content."""
        return list(self.meeting.files.defer("content"))

    @cached_property
    def links(self) -> list[NetworkLink]:
        """The links of the network, for its members."""
        return shown_links(self._network_links) if self.takes_part else []

    @cached_property
    def _network_links(self) -> NetworkLinks | None:
        if self.meeting.network_id is None:
            return None
        return NetworkLinks.objects.filter(network=self.meeting.network_id).first()

    @property
    def posts_url(self) -> str:
        """The URL of the network's posts; "" for guests and for programme meetings."""
        if self.meeting.network_id is None or not self.takes_part or not self.joins:
            return ""
        return reverse("meetings:posts", args=[self.meeting.network_id])

    @property
    def join_link(self) -> str:
        """The link for joining: the meeting's own, or for an online meeting the network's; "" once it is over."""
        if self.meeting.is_cancelled or self.is_over:
            return ""
        network_call = self._network_links.call if self._network_links and self.is_online else ""
        return self.meeting.link or network_call

    @property
    def is_online(self) -> bool:
        """Whether at least some people take part online."""
        return self.meeting.mode != Meeting.Mode.ON_SITE

    @property
    def has_notes(self) -> bool:
        """Whether there are notes."""
        return bool(self.meeting.notes_what or self.meeting.notes_how or self.meeting.notes_why)

    @cached_property
    def online_readiness(self) -> OnlineReadinessPart | None:
        """The online readiness check, before the first online meeting."""
        return online_readiness_part(self.visit)

    @cached_property
    def was_missed(self) -> bool:
        """Whether this person missed the meeting, as far as is known."""
        return self.is_over and self.visit.invitee is not None and was_missed(self.visit.invitee)

    @cached_property
    def missed_before(self) -> MissedLine | None:
        """The network's previous meeting if this person missed it."""
        if self.visit.invitee is None or self.is_over or self.meeting.network_id is None:
            return None
        rows = MeetingInvitee.objects.current().filter(
            person=self.visit.person,
            meeting__state=Meeting.State.PUBLISHED,
            meeting__network=self.meeting.network_id,
            meeting__kind=self.meeting.kind,
            meeting__on_date__lt=self.meeting.on_date or self.meeting.today,
        )
        latest = rows.select_related("meeting", "attendance").order_by("-meeting__on_date", "-meeting__pk").first()
        if latest is None or latest.meeting.last_day >= self.meeting.today or not was_missed(latest):
            return None
        # By account, also for someone who came by link: a personal link never shows another.
        url = reverse("meetings:missed", args=[latest.meeting_id])
        return MissedLine(url, format_day(latest.meeting.last_day))

    @cached_property
    def has_aside(self) -> bool:
        """Whether there is anything to show beside the agenda."""
        return bool(self.preparations or self.tasks or self.files or self.links)

    @property
    def is_split(self) -> bool:
        """Whether there is enough for two columns."""
        agenda = self.agenda.lines or self.agenda.proposals
        return self.has_aside and bool(agenda or self.meeting.purpose or self.has_notes)


def meeting_page(visit: Visit) -> MeetingPage:
    """Return the page of a meeting for a visitor."""
    return MeetingPage(
        visit,
        title_of(visit.meeting),
        format_moment(visit.meeting),
        answers=answer_part(visit),
        attendance=attendance_part(visit),
    )


def was_missed(invitee: MeetingInvitee) -> bool:
    """Return whether an invitee missed a meeting, by recorded attendance or else by their reply."""
    attendance: Attendance | None = getattr(invitee, "attendance", None)
    return invitee.answer == MeetingInvitee.Answer.NO if attendance is None else not attendance.was_there


def shown_links(links: NetworkLinks | None) -> list[NetworkLink]:
    """Return the links that a network has filled in."""
    if links is None:
        return []
    names = {"call": _("Video call"), "chat": _("Chat"), "folder": _("Folder"), "map": _("Map")}
    return [NetworkLink(names[name], getattr(links, name)) for name in NETWORK_LINKS if getattr(links, name)]


def next_meeting(meeting: Meeting, person: User) -> Meeting | None:
    """Return the next meeting of the same network to which the person is invited, or None."""
    coming = Meeting.objects.published().upcoming().filter(network=meeting.network_id, programme=meeting.programme_id)
    invited = MeetingInvitee.objects.current().filter(person=person).values("meeting")
    rows = coming.filter(pk__in=invited).exclude(pk=meeting.pk)
    return rows.select_related("programme__calendar", "network").first()


def task_at(visit: Visit, pk: int) -> Task:
    """Return a task shown to the visitor on the page of the meeting. Raises Http404 for any other."""
    return _task_line(visit, pk).task


def own_task_at(visit: Visit, pk: int) -> Task:
    """Return a task that the visitor may change. Raises PermissionDenied if they may not, Http404 if it isn't shown."""
    line = _task_line(visit, pk)
    if not line.may_touch:
        raise PermissionDenied(denial_message(Permission.PLAN_MEETINGS))
    return line.task


def _task_line(visit: Visit, pk: int) -> TaskLine:
    found = next((line for line in meeting_page(visit).tasks if line.task.pk == pk), None)
    if found is None:
        raise Http404
    return found
