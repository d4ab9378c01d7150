"""The activities that a network chose, the notes about how they went, and what an activity can be chosen for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.formats import date_format

from accounts.language import active_language
from meetings.access import visit_of
from meetings.formatting import format_moment
from meetings.kinds import COORDINATOR_ONLY_KINDS, OPEN_KINDS
from meetings.models import Meeting
from networks.access import Permission, Role, may, roles_in_network
from networks.models import Network
from ogo.activities import starters
from ogo.models import ActivityUse, Phase
from ogo.selectors.tracks import phases_of

MAX_SHARED = 20


@dataclass(frozen=True)
class UseLine:
    """An activity that a network chose. `day` is that of its meeting, or None for a phase and an undecided date."""

    use: ActivityUse
    title: str
    key: str
    day: date | None

    @property
    def when(self) -> str:
        """The weeks of a meeting without a date, or the name of the phase."""
        if self.use.meeting is not None:
            return format_moment(self.use.meeting)
        return self.use.phase.name(active_language()) if self.use.phase else ""

    @property
    def may_be_noted(self) -> bool:
        """Whether it may have been done: it is for a phase, or the day of its meeting has come."""
        return self.use.meeting is None or (self.day is not None and self.day <= timezone.localdate())

    @property
    def waits_for_note(self) -> bool:
        """Whether the day of its meeting has come and nobody has written how it went."""
        return self.day is not None and self.may_be_noted and not self.has_note

    @property
    def has_note(self) -> bool:
        return self.use.noted_at is not None

    @property
    def writer(self) -> str:
        """The first name of the person who wrote the note, or "" if the account was erased."""
        return self.use.noted_by.first_name if self.use.noted_by else ""


@dataclass(frozen=True)
class PhaseUses:
    """The activities of a phase for one reader: `opens` their cards, `plans` others."""

    lines: list[UseLine]
    opens: bool
    plans: bool


@dataclass(frozen=True)
class Target:
    """A meeting or a phase that an activity is chosen for."""

    place: Meeting | Phase

    @property
    def meeting(self) -> Meeting | None:
        return self.place if isinstance(self.place, Meeting) else None

    @property
    def value(self) -> str:
        """The value in forms."""
        return f"{'meeting' if isinstance(self.place, Meeting) else 'phase'}-{self.place.pk}"

    @property
    def query(self) -> str:
        """The query string that chooses it, without a question mark."""
        return self.value.replace("-", "=")

    @property
    def words(self) -> str:
        """The moment and the title of the meeting, or the name and the days of the phase."""
        if isinstance(self.place, Phase):
            days = [date_format(day, "j F Y") for day in (self.place.first_day, self.place.last_day)]
            return f"{self.place.name(active_language())} ({' – '.join(days)})"
        moment, title = format_moment(self.place), self.place.title
        return f"{moment} ({title})" if title else moment


def uses_by_phase(network: Network) -> dict[int, list[UseLine]]:
    """Return the activities of a network that everyone in it may know of, by phase, in order of day.

    A use belongs to the phase it was chosen for, otherwise to the phase that covers the day of its meeting. Takes two
    queries, whatever their number.
    """
    phases = list(phases_of(network))
    found: dict[int, list[UseLine]] = {phase.pk: [] for phase in phases}
    open_meeting = Q(meeting__isnull=True) | Q(meeting__state="published", meeting__kind__in=OPEN_KINDS)
    for line in _lines(_uses(network).filter(open_meeting)):
        chosen = line.use.phase_id
        covering = (phase.pk for phase in reversed(phases) if line.day and phase.covers(line.day))
        place = chosen if chosen in found else next(covering, None)
        if place is not None:
            found[place].append(line)
    for lines in found.values():
        lines.sort(key=lambda line: (line.day or date.max, line.use.pk))
    return found


def uses_of_phase(network: Network, phase: Phase | None, user: Any) -> PhaseUses:
    """Return the activities of a phase and what a reader of the network's track can do with them."""
    roles = roles_in_network(user, network)
    lines = uses_by_phase(network).get(phase.pk, []) if phase else []
    return PhaseUses(lines, may(roles, Permission.SEE_ACTIVITIES), may(roles, Permission.CHOOSE_ACTIVITIES))


def uses_readable(network: Network, user: Any, *, plans: bool) -> "QuerySet[ActivityUse]":
    """Return the uses that a reader may see, newest first: those for a phase, and those for meetings they may open.

    People who plan meetings (`plans`) also see those for drafts of open meetings.
    """
    seen = Q(meeting__isnull=True) | Q(meeting__in=Meeting.objects.visible_to(user))
    if plans:
        seen |= Q(meeting__state="draft", meeting__kind__in=OPEN_KINDS)
    return _uses(network).filter(seen).order_by("-on_date", "-pk")


def use_of(network: Network, user: Any, pk: int, *, plans: bool) -> ActivityUse:
    """Return a use that a reader may see. Raises Http404 for another network."""
    found = get_object_or_404(uses_readable(network, user, plans=plans), pk=pk)
    found.network = network
    return found


def notes_of(network: Network, user: Any, card_key: Q, *, plans: bool) -> list[UseLine]:
    """Return a network's own notes about an activity, newest first."""
    return _lines(uses_readable(network, user, plans=plans).filter(card_key, noted_at__isnull=False))


def shared_notes(network: Network, card_key: Q) -> list[UseLine]:
    """Return the notes about an activity that other networks of the programme shared, newest first."""
    rows = ActivityUse.objects.filter(card_key, network__programme=network.programme_id, shared=True)
    rows = rows.exclude(network=network).select_related("activity", "meeting", "noted_by", "network")
    return _lines(rows.order_by("-noted_at", "-pk")[:MAX_SHARED])


def of_card(activity_pk: int | None, starter: str) -> Q:
    """Return the condition that a use is of one activity."""
    return Q(activity=activity_pk) if activity_pk else Q(starter=starter)


def use_lines(uses: Iterable[ActivityUse]) -> list[UseLine]:
    """Return the lines of uses that are loaded with their activity, meeting and writer."""
    return _lines(uses)


def targets_of(network: Network, user: Any) -> list[Target]:
    """Return what an activity can be chosen for: the upcoming meetings that a planner may plan, then the phases."""
    meetings = Meeting.objects.filter(network=network).exclude(state="cancelled").upcoming()
    if not roles_in_network(user, network) & {Role.FACILITATOR, Role.COORDINATOR}:
        meetings = meetings.exclude(kind__in=COORDINATOR_ONLY_KINDS)
    rows = meetings.select_related("programme__calendar", "network")
    return [*(Target(row) for row in rows), *(Target(row) for row in phases_of(network))]


def target_asked(network: Network, user: Any, given: Mapping[str, Any]) -> Target | None:
    """Return the meeting or phase that a query string names, or None if the reader can't choose anything for it."""
    meeting, phase = (str(given.get(name, "")) for name in ("meeting", "phase"))
    if _is_key(meeting):
        try:
            return Target(meeting_of(network, user, int(meeting)))
        except Http404:
            return None
    if _is_key(phase):
        return next((Target(row) for row in phases_of(network) if row.pk == int(phase)), None)
    return None


def meeting_of(network: Network, user: Any, pk: int) -> Meeting:
    """Return a meeting of a network that a person may plan.

    Raises Http404 if it belongs to another network, is cancelled or the person does not plan it.
    """
    visit = visit_of(user, pk)
    if visit.meeting.network_id != network.pk or visit.meeting.is_cancelled or not visit.may(Permission.PLAN_MEETINGS):
        raise Http404
    return visit.meeting


def stage_of(network: Network, target: Target | None) -> str:
    """Return the stage of a chosen phase, or of the phase that covers the day of a chosen meeting; "" without one."""
    if target is None:
        return ""
    if isinstance(target.place, Phase):
        return target.place.stage
    day = target.place.on_date
    covering = [phase for phase in phases_of(network) if day and phase.covers(day)]
    return covering[-1].stage if covering else ""


def _is_key(text: str) -> bool:
    return text.isdecimal() and len(text) <= 18


def _uses(network: Network) -> "QuerySet[ActivityUse]":
    """Return the uses of a network that still mean something, with what a line needs.

    A part that was removed from the agenda, a cancelled meeting or a deleted cycle leaves a use that never happened;
    it counts only if there is a note.
    """
    on_agenda = Q(block__isnull=False) & ~Q(meeting__state="cancelled")
    in_phase = Q(meeting__isnull=True, phase__cycle__deleted_at__isnull=True, phase__isnull=False)
    rows = ActivityUse.objects.filter(network=network).filter(Q(noted_at__isnull=False) | on_agenda | in_phase)
    return rows.select_related("activity", "meeting__programme__calendar", "phase", "noted_by")


def _lines(uses: Iterable[ActivityUse]) -> list[UseLine]:
    return [_line(use) for use in uses]


def _line(use: ActivityUse) -> UseLine:
    day = use.meeting.on_date if use.meeting else None
    if use.activity is not None:
        return UseLine(use, use.activity.title, f"own-{use.activity.pk}", day)
    starter = starters().get(use.starter)
    # A later version may leave out an activity of the starting set: its code is then all that is known.
    title = starter.title.in_language(active_language()) if starter else use.starter.replace("-", " ").capitalize()
    return UseLine(use, title, use.starter if starter else "", day)
