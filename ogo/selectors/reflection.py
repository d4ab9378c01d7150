"""Looking back on the phases of a network, as pages show it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from accounts.formatting import join_facts
from accounts.language import active_language
from meetings.kinds import OPEN_KINDS
from meetings.models import Meeting
from networks.models import Network
from networks.sorting import fold
from ogo.models import Phase, PhaseReflection, ReflectionLine
from ogo.selectors.activity_uses import uses_by_phase
from ogo.selectors.readers import Reader

# How much of the notes of one meeting, and of all of them, is proposed as the text of what a network did.
PER_MEETING, ALL_MEETINGS = 400, 4000


@dataclass(frozen=True)
class PhaseLook:
    """A phase that has begun, with the look back on it, if there is one."""

    network: Network
    phase: Phase
    reflection: PhaseReflection | None

    @property
    def name(self) -> str:
        return self.phase.name(active_language())

    @property
    def facts(self) -> str:
        """The official name and the days."""
        days = f"{date_format(self.phase.first_day, 'j F Y')} – {date_format(self.phase.last_day, 'j F Y')}"
        return join_facts(self.phase.official(active_language()), days)

    @property
    def url(self) -> str:
        return reverse("ogo:look_back", args=[self.network.pk, self.phase.pk])

    @property
    def summary(self) -> str:
        """The lesson the network learned or, if that is empty, what it takes with it or did."""
        one = self.reflection
        return one.learned or one.takes_on or one.did if one else ""

    @property
    def is_written(self) -> bool:
        """Whether there is anything to read."""
        return bool(self.summary)


@dataclass(frozen=True)
class LookBack:
    """The page for looking back on a phase. `lines` are empty for a reader who may not see the work of the network."""

    look: PhaseLook
    reader: Reader
    lines: list[ReflectionLine]

    @property
    def own(self) -> ReflectionLine | None:
        """The reader's own line."""
        return next((line for line in self.lines if line.person_id == self.reader.pk), None)


def reflections_of(network: Network) -> list[PhaseLook]:
    """Return the phases of a network that have begun, with the look back on each, latest first, in one query."""
    rows = _phases(network).filter(first_day__lte=timezone.localdate()).order_by("-first_day", "-position", "-pk")
    return [_look(network, row) for row in rows]


def _phases(network: Network) -> "QuerySet[Phase]":
    """Return the phases of a network, except those of deleted cycles."""
    rows = Phase.objects.filter(cycle__track__network=network, cycle__deleted_at__isnull=True)
    return rows.select_related("reflection", "cycle__track")


def _look(network: Network, phase: Phase) -> PhaseLook:
    phase.cycle.track.network = network
    return PhaseLook(network, phase, getattr(phase, "reflection", None))


def phase_look(network: Network, pk: int) -> PhaseLook:
    """Return a phase of this network. Raises Http404 if there is none, or if its cycle was deleted."""
    return _look(network, get_object_or_404(_phases(network), pk=pk))


def look_back(network: Network, pk: int, user: Any) -> LookBack:
    """Return the page for looking back on a phase. Raises Http404 if there is no such phase."""
    look, reader = phase_look(network, pk), Reader.of(user, network)
    lines = look.phase.lines.select_related("person") if reader.reads else []
    return LookBack(look, reader, sorted(lines, key=lambda line: (fold(line.person.first_name), line.pk)))


def own_line(phase: Phase, user: Any) -> ReflectionLine | None:
    """Return the line that a person wrote before looking back on a phase, or None."""
    return ReflectionLine.objects.filter(phase=phase, person=user).first()


def what_we_did(network: Network, phase: Phase) -> str:
    """Return a proposal for what the network did in a phase, from the notes of its meetings and its activities.

    Only of meetings that everyone in the network may read. The facilitators change the text before they save it.
    """
    meetings = Meeting.objects.filter(
        network=network,
        kind__in=OPEN_KINDS,
        state=Meeting.State.PUBLISHED,
        on_date__range=(phase.first_day, phase.last_day),
    ).exclude(notes_what="")
    parts = [
        f"{date_format(meeting.on_date, 'j F')}: {Truncator(meeting.notes_what).chars(PER_MEETING)}"
        for meeting in meetings.only("on_date", "notes_what")
        if meeting.on_date
    ]
    titles = dict.fromkeys(line.title for line in uses_by_phase(network).get(phase.pk, []))
    if titles:
        parts.append(_("Activities: %(titles)s") % {"titles": ", ".join(titles)})
    return str(Truncator("\n\n".join(parts)).chars(ALL_MEETINGS))
