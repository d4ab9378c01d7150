"""Everything that stands on the page of a meeting, for one person."""

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
from meetings.formatting import day_in_words, moment_in_words
from meetings.models import Attendance, Meeting, MeetingFile, MeetingInvitee, NetworkPlaces, Preparation, Task
from meetings.models.places import PLACES
from meetings.selectors.agenda import Agenda, agenda_of
from meetings.selectors.answers import AnswerPart, answer_part
from meetings.selectors.attendance import AttendancePart, attendance_part
from meetings.selectors.conditions import ConditionsPart, conditions_part
from meetings.selectors.meetings import title_of
from meetings.tokens import invitee_token
from networks.access import Permission, Role, denial_message


@dataclass(frozen=True)
class PreparationLine:
    """Something to do beforehand, and whether this person ticked it off."""

    preparation: Preparation
    is_done: bool


@dataclass(frozen=True)
class TaskLine:
    """What somebody picks up. `is_mine` may be ticked off by who reads this, and so may `may_touch`."""

    task: Task
    owner: str
    is_mine: bool
    may_touch: bool


@dataclass(frozen=True)
class PlaceLink:
    """One of the standing places of a network."""

    name: str
    url: str


@dataclass(frozen=True)
class MissedLine:
    """A meeting that this person was not at, and where they read what they missed."""

    url: str
    day: str


@dataclass(frozen=True)
class MeetingPage:
    """A meeting as its page shows it."""

    visit: Visit
    title: str
    moment: str
    answers: AnswerPart
    attendance: AttendancePart

    @property
    def meeting(self) -> Meeting:
        """The meeting itself."""
        return self.visit.meeting

    @property
    def where(self) -> str:
        """Whose meeting it is: of a network, or of the programme."""
        return self.meeting.where

    @property
    def plans(self) -> bool:
        """Whether this person plans the meeting."""
        return self.visit.may(Permission.PLAN_MEETINGS)

    @property
    def joins(self) -> bool:
        """Whether this person is invited, and the meeting takes place."""
        return self.visit.may(Permission.JOIN_MEETING) and not self.meeting.is_cancelled

    @property
    def is_own_moment(self) -> bool:
        """Whether this person started it, and it takes place: by personal link they can call it off too."""
        return self.joins and self.meeting.host_id == self.visit.person.pk

    @cached_property
    def is_over(self) -> bool:
        """Whether it has ended."""
        return self.meeting.is_over()

    @cached_property
    def has_begun(self) -> bool:
        """Whether it is going on or has ended."""
        return self.is_over or (self.meeting.begins is not None and self.meeting.begins <= timezone.now())

    @property
    def long_question(self) -> str:
        """The question that the network works on for its whole term."""
        return self.meeting.network.practice_question if self.meeting.network else ""

    @cached_property
    def agenda(self) -> Agenda:
        """The blocks."""
        return agenda_of(self.meeting, self.visit.person, may_lead=self.joins and not self.is_over)

    @cached_property
    def preparations(self) -> list[PreparationLine]:
        """What to do beforehand."""
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
        """How long the preparation takes."""
        return sum(line.preparation.minutes for line in self.preparations)

    @cached_property
    def tasks(self) -> list[TaskLine]:
        """What people pick up: written down here, and for who takes part also what is still open from before."""
        here = Q(meeting=self.meeting)
        if self.meeting.network_id and not self.is_over and self.takes_part:
            # What was ticked off a moment ago stays, so that it can be taken back.
            lately = timezone.now() - timedelta(days=1)
            here |= Q(network=self.meeting.network_id) & (Q(done_at=None) | Q(done_at__gte=lately))
        called = MeetingInvitee.objects.filter(meeting=OuterRef("meeting"), person=OuterRef("owner")).values("called")
        rows = Task.objects.filter(here).select_related("owner").annotate(owner_called=Subquery(called[:1]))
        return [self._task(row, row.owner_called) for row in rows]

    def _task(self, task: Task, called: str | None) -> TaskLine:
        """Return a task with whose it is; a guest is called what who added them typed."""
        mine = task.owner_id == self.visit.person.pk
        owner = called or (task.owner.first_name if task.owner else "")
        return TaskLine(task, owner, mine, mine or self.plans)

    @property
    def takes_part(self) -> bool:
        """Whether this person is of the network, and no guest of this meeting only."""
        invitee = self.visit.invitee
        by_kind = invitee is not None and invitee.because == MeetingInvitee.Because.KIND
        return by_kind or self.plans or bool(self.visit.roles & {Role.PARTICIPANT, Role.FACILITATOR})

    @cached_property
    def files(self) -> list[MeetingFile]:
        """The files, without their content."""
        return list(self.meeting.files.defer("content"))

    @cached_property
    def places(self) -> list[PlaceLink]:
        """The standing places of the network, for who takes part in it."""
        return place_links(self._network_places) if self.takes_part else []

    @cached_property
    def _network_places(self) -> NetworkPlaces | None:
        if self.meeting.network_id is None:
            return None
        return NetworkPlaces.objects.filter(network=self.meeting.network_id).first()

    @property
    def tellings_url(self) -> str:
        """Where this person tells the network what they are doing; "" for guests and meetings of a whole programme."""
        if self.meeting.network_id is None or not self.takes_part or not self.joins:
            return ""
        if self.visit.token:
            return reverse("meetings:link_tellings", args=[self.visit.token])
        return reverse("meetings:tellings", args=[self.meeting.network_id])

    @property
    def join_link(self) -> str:
        """Where somebody joins online: the meeting's own link, or the network's standing one when it is online."""
        if self.meeting.is_cancelled or self.is_over:
            return ""
        standing = self._network_places.call if self._network_places and self.is_online else ""
        return self.meeting.link or standing

    @property
    def is_online(self) -> bool:
        """Whether people take part online, all or some of them."""
        return self.meeting.mode != Meeting.Mode.ON_SITE

    @property
    def has_notes(self) -> bool:
        """Whether something was written down."""
        return bool(self.meeting.notes_what or self.meeting.notes_how or self.meeting.notes_why)

    @cached_property
    def conditions(self) -> ConditionsPart | None:
        """Whether everything is ready for online, before the first meeting that is."""
        return conditions_part(self.visit)

    @cached_property
    def was_missed(self) -> bool:
        """Whether it took place without this person, as far as anybody said so."""
        return self.is_over and self.visit.invitee is not None and was_missed(self.visit.invitee)

    @cached_property
    def missed_before(self) -> MissedLine | None:
        """The meeting of this network just before this one, when this person was not at it."""
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
        if self.visit.token:
            url = reverse("meetings:link_missed", args=[invitee_token(latest)])
        else:
            url = reverse("meetings:missed", args=[latest.meeting_id])
        return MissedLine(url, day_in_words(latest.meeting.last_day))

    @cached_property
    def has_aside(self) -> bool:
        """Whether something stands beside the agenda."""
        return bool(self.preparations or self.tasks or self.files or self.places)

    @property
    def is_split(self) -> bool:
        """Whether there is something for both columns; else one column holds it all."""
        agenda = self.agenda.lines or self.agenda.proposals
        return self.has_aside and bool(agenda or self.meeting.purpose or self.has_notes)


def meeting_page(visit: Visit) -> MeetingPage:
    """Return what somebody finds on the page of a meeting."""
    return MeetingPage(
        visit,
        title_of(visit.meeting),
        moment_in_words(visit.meeting),
        answers=answer_part(visit),
        attendance=attendance_part(visit),
    )


def was_missed(invitee: MeetingInvitee) -> bool:
    """Return whether somebody was not at a meeting: who ticked decides, and without that what they answered."""
    attendance: Attendance | None = getattr(invitee, "attendance", None)
    return invitee.answer == MeetingInvitee.Answer.NO if attendance is None else not attendance.was_there


def place_links(places: NetworkPlaces | None) -> list[PlaceLink]:
    """Return the standing places that a network has filled in."""
    if places is None:
        return []
    names = {"call": _("Video call"), "chat": _("Chat"), "folder": _("Folder"), "map": _("Map")}
    return [PlaceLink(names[name], getattr(places, name)) for name in PLACES if getattr(places, name)]


def next_meeting(meeting: Meeting, person: User) -> Meeting | None:
    """Return the next meeting of the same network to which somebody is invited."""
    coming = Meeting.objects.published().coming().filter(network=meeting.network_id, programme=meeting.programme_id)
    invited = MeetingInvitee.objects.current().filter(person=person).values("meeting")
    rows = coming.filter(pk__in=invited).exclude(pk=meeting.pk)
    return rows.select_related("programme__calendar", "network").first()


def task_at(visit: Visit, pk: int) -> Task:
    """Return a task that stands on the page of a meeting for somebody. Raises Http404 for any other."""
    return _task_line(visit, pk).task


def own_task_at(visit: Visit, pk: int) -> Task:
    """Return one that is theirs to change. Raises PermissionDenied for somebody else's, Http404 for any other."""
    line = _task_line(visit, pk)
    if not line.may_touch:
        raise PermissionDenied(denial_message(Permission.PLAN_MEETINGS))
    return line.task


def _task_line(visit: Visit, pk: int) -> TaskLine:
    found = next((line for line in meeting_page(visit).tasks if line.task.pk == pk), None)
    if found is None:
        raise Http404
    return found
