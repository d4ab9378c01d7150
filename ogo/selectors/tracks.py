"""The track of a network: its phases, its drawing, and where the network is today."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.formatting import join_facts
from accounts.language import active_language
from networks.models import Network
from ogo.marks import marks_of
from ogo.models import ActivityUse, Cycle, Phase, PhaseReflection, ReflectionLine, Stage, Track
from ogo.retention import DELETED_CYCLE_RETENTION
from ogo.selectors.schemes import SchemeChoice, scheme_choice
from ogo.track import Band, Mark, MarkKind, TrackRow, cycle_name, mark_name, track_lines, track_svg, track_table
from ogo.track.dates import Span

# As the drawing shows them.
SIGNS = {MarkKind.ON_SITE: "●", MarkKind.ONLINE: "○", MarkKind.ROUND: "◆", MarkKind.VERSION: "■"}
# A question about a phase that took longer is asked until the next one has run for this long.
QUESTION_ASKED = timedelta(weeks=6)


@dataclass(frozen=True)
class PhaseView:
    """A phase in the active language, with the number of its cycle, from 1, and where it is beside today."""

    phase: Phase
    cycle_number: int
    cycle: str
    name: str
    official: str
    is_current: bool
    is_over: bool
    has_cycles: bool

    @property
    def facts(self) -> str:
        """The official name, the cycle if there is more than one, and the days."""
        first, last = (date_format(day, "j F Y") for day in (self.phase.first_day, self.phase.last_day))
        return join_facts(self.official, self.cycle if self.has_cycles else "", f"{first} – {last}")

    @property
    def pk(self) -> int:
        """The primary key of the phase."""
        return self.phase.pk

    @property
    def band(self) -> Band:
        """The phase as a part of the track."""
        phase = self.phase
        return Band(self.cycle_number, self.name, phase.stage, phase.first_day, phase.last_day)


@dataclass(frozen=True)
class TrackView:
    """The phases and marks of a network on a day. A network whose cycles are all deleted has no phases."""

    network: Network
    track: Track
    phases: list[PhaseView]
    marks: list[Mark]
    today: date

    @property
    def current(self) -> PhaseView | None:
        """The phase that runs today, or None between phases, before the first and after the last."""
        return next((phase for phase in self.phases if phase.is_current), None)

    @property
    def next(self) -> PhaseView | None:
        """The first phase that begins after today."""
        return next((phase for phase in self.phases if phase.phase.first_day > self.today), None)

    @property
    def earlier(self) -> list[PhaseView]:
        """The phases that are over, in order."""
        return [phase for phase in self.phases if phase.is_over]

    @property
    def later(self) -> list[PhaseView]:
        """The phases that begin after today, in order."""
        return [phase for phase in self.phases if phase.phase.first_day > self.today]

    @property
    def has_cycles(self) -> bool:
        """Whether there is more than one cycle."""
        return bool(self.phases) and self.phases[-1].has_cycles

    @property
    def bands(self) -> list[Band]:
        """The phases as parts of the track."""
        return [phase.band for phase in self.phases]

    @cached_property
    def drawing(self) -> SafeString:
        """The track as inline SVG; "" without phases."""
        return track_svg(self.bands, self.marks, self.today)

    @property
    def lines(self) -> list[str]:
        """At most three lines of text for a narrow screen: "Exploring · until January · now"."""
        return track_lines(self.bands, self.today)

    @property
    def current_line(self) -> str:
        """The line of the current phase; "" between phases, before the first and after the last."""
        return track_lines([self.current.band], self.today)[0] if self.current else ""

    @property
    def rows(self) -> list[TrackRow]:
        """The track as a table."""
        return track_table(self.bands, self.marks)

    @property
    def legend(self) -> list[tuple[str, str]]:
        """The signs of the marks on the track, with their names."""
        kinds = {mark.kind for mark in self.marks}
        return [(sign, mark_name(kind)) for kind, sign in SIGNS.items() if kind in kinds]

    @property
    def cycle_starts(self) -> list[PhaseView]:
        """The first phase of each cycle."""
        return list({phase.cycle_number: phase for phase in reversed(self.phases)}.values())[::-1]

    @cached_property
    def question(self) -> str:
        """The question to a network that explores for longer than it planned; "" if it does not."""
        current = self.current
        if current is None:
            return ""
        phase, before = current.phase, self.earlier[-1:]
        if phase.stage == Stage.EXPLORING:
            planned = phase.planned_last_day
            return _question(planned, self.next) if planned and planned < self.today else ""
        if not before or before[0].phase.stage != Stage.EXPLORING or before[0].phase.closed_at or phase.closed_at:
            return ""
        is_new = self.today - phase.first_day < QUESTION_ASKED
        return _question(before[0].phase.last_day, current) if is_new else ""


def _question(planned: date, following: PhaseView | None) -> str:
    """Return the question about exploring, which was planned until a day."""
    month = date_format(planned + timedelta(days=1), "F")
    if following is not None and following.phase.stage == Stage.DESIGNING:
        begin = _("You wanted to start designing in %(month)s.") % {"month": month}
    else:
        begin = _("You wanted to explore until %(month)s.") % {"month": month}
    return begin + " " + _("What do you still want to know, and how will you find out?")


def track_of(network: Network, *, sees_work: bool = False, today: date | None = None) -> TrackView | None:
    """Return the track of a network, or None if it has not chosen a scheme; in a fixed number of queries.

    `sees_work` says whether the reader has the permission SEE_WORK; without it, designs have no names on the track.
    """
    today = today or timezone.localdate()
    track = Track.objects.filter(network=network).first()
    if track is None:
        return None
    track.network = network
    marks = [mark if sees_work or mark.kind != MarkKind.VERSION else _unnamed(mark) for mark in marks_of(network)]
    return TrackView(network, track, phase_views(phases_of(network), today), marks, today)


def _unnamed(mark: Mark) -> Mark:
    return replace(mark, text=_("a new version of a design"), url="")


def phases_of(network: Network) -> "QuerySet[Phase]":
    """Return the phases of a network in order, without those of deleted cycles."""
    live = Phase.objects.filter(cycle__track__network=network, cycle__deleted_at=None)
    return live.select_related("cycle").order_by("cycle__position", "position")


def phase_of(network: Network, pk: int) -> Phase:
    """Return a phase of a network, unless its cycle is deleted. Raises Http404."""
    return get_object_or_404(phases_of(network), pk=pk)


def phase_views(phases: "Sequence[Phase] | QuerySet[Phase]", today: date) -> list[PhaseView]:
    """Return phases in the active language; cycles are numbered from 1 in order."""
    language = active_language()
    numbers: dict[int, int] = {}
    views = []
    has_cycles = len({phase.cycle_id for phase in phases}) > 1
    for phase in phases:
        number = numbers.setdefault(phase.cycle_id, len(numbers) + 1)
        views.append(
            PhaseView(
                phase=phase,
                cycle_number=number,
                cycle=cycle_name(number),
                name=phase.name(language),
                official=phase.official(language),
                is_current=phase.covers(today),
                is_over=phase.last_day < today,
                has_cycles=has_cycles,
            )
        )
    return views


def current_phase(network: Network, today: date | None = None) -> Phase | None:
    """Return the phase that a network is in, or None."""
    today = today or timezone.localdate()
    return phases_of(network).filter(first_day__lte=today, last_day__gte=today).first()


def span_of(phase: Phase) -> Span:
    """Return the days of a phase."""
    return Span(phase.first_day, phase.last_day)


def newer_scheme(track: Track) -> SchemeChoice | None:
    """Return the scheme that a network chose if it has changed since, or None."""
    choice = scheme_choice(track.network.programme, track.scheme)
    return choice if choice and choice.scheme.fingerprint != track.fingerprint else None


def cycle_of(network: Network, pk: int, *, or_deleted: bool = False) -> Cycle:
    """Return a cycle of a network, with `or_deleted` also one that can be restored. Raises Http404."""
    usable = Q(deleted_at=None) | Q(deleted_at__gte=_restorable_since()) if or_deleted else Q(deleted_at=None)
    return get_object_or_404(Cycle.objects.filter(usable, track__network=network).select_related("track"), pk=pk)


def _restorable_since() -> datetime:
    since: datetime = timezone.now() - DELETED_CYCLE_RETENTION
    return since


def deleted_cycles(network: Network) -> "QuerySet[Cycle]":
    """Return the deleted cycles of a network that can still be restored, the latest first."""
    rows = Cycle.objects.filter(track__network=network, deleted_at__gte=_restorable_since())
    return rows.prefetch_related("phases").order_by("-deleted_at")


@dataclass(frozen=True)
class CycleContents:
    """The kinds of work in the phases of a cycle. Not their numbers: they would say how much people wrote."""

    activities: bool
    lines: bool
    reflections: bool

    def __bool__(self) -> bool:
        return self.activities or self.lines or self.reflections


def cycle_contents(cycle: Cycle) -> CycleContents:
    """Return what would be deleted with a cycle."""
    return CycleContents(
        activities=ActivityUse.objects.filter(phase__cycle=cycle).exists(),
        lines=ReflectionLine.objects.filter(phase__cycle=cycle).exists(),
        reflections=PhaseReflection.objects.filter(phase__cycle=cycle).exists(),
    )


def require_track(network: Network) -> TrackView:
    """Return the track of a network without marks. Raises Http404 if it has not chosen a scheme."""
    today = timezone.localdate()
    track = get_object_or_404(Track, network=network)
    track.network = network
    return TrackView(network, track, phase_views(phases_of(network), today), [], today)
