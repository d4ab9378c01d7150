"""The pages that change a track: choosing a scheme, going back, adding and deleting a cycle."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from accounts.language import active_language
from networks.models import Network
from ogo.models import Cycle, Phase
from ogo.schemes import localised
from ogo.selectors.schemes import SchemeChoice
from ogo.selectors.track_plans import (
    added_cycle_plan,
    earlier_phases,
    moved_phases,
    phase_length,
    phases_fingerprint,
    proposed_cycles,
    scheme_of_track,
)
from ogo.selectors.tracks import PhaseView, TrackView
from ogo.track import cycle_name
from ogo.track.dates import DAY, Span


@dataclass(frozen=True)
class PreviewLine:
    """A phase in a preview: its cycle, name and days."""

    cycle: str
    name: str
    first_day: date
    last_day: date


class ChoicePage:
    """Choosing a scheme, or moving to another one: what there is to choose, and what a choice would give."""

    def __init__(self, network: Network, view: TrackView | None, choices: Sequence[SchemeChoice]) -> None:
        self.network, self.view, self.choices = network, view, choices
        self.key, self.cycles = "", 1
        self.lines: list[PreviewLine] = []
        self.removed: list[str] = []

    @property
    def moves(self) -> bool:
        """Whether the network has a scheme already."""
        return self.view is not None

    @property
    def name(self) -> str:
        """The name of the chosen scheme."""
        return next((choice.name for choice in self.choices if choice.key == self.key), "")

    def choose(self, form: forms.Form) -> None:
        """Preview the choice of a valid form. Adds an error to the form if it does not fit in the term."""
        self.key = form.cleaned_data["scheme"]
        choice = next(choice for choice in self.choices if choice.key == self.key)
        self.cycles = form.cleaned_data.get("cycles") or choice.scheme.cycles
        today = timezone.localdate()
        try:
            self.lines = self._moved(choice, today) if self.moves else self._proposed(choice, today)
        except ValidationError as error:
            form.add_error("cycles" if "cycles" in form.fields else None, error.messages[0])

    def _proposed(self, choice: SchemeChoice, today: date) -> list[PreviewLine]:
        language = active_language()
        return [
            PreviewLine(cycle_name(number), localised(phase.name, language), span.first_day, span.last_day)
            for number, spans in enumerate(proposed_cycles(self.network, choice.scheme, self.cycles, today), start=1)
            for phase, span in zip(choice.scheme.phases, spans, strict=True)
        ]

    def _moved(self, choice: SchemeChoice, today: date) -> list[PreviewLine]:
        moves, language = moved_phases(self.network, choice.scheme, today), active_language()
        self.removed = [phase.name(language) for move in moves for phase in move.removed]
        return [_line(number, phase) for number, move in enumerate(moves, start=1) for phase in move.phases]


def _line(cycle: int, phase: Phase) -> PreviewLine:
    return PreviewLine(cycle_name(cycle), phase.name(active_language()), phase.first_day, phase.last_day)


class BackPage:
    """Going back: the earlier phases of the running cycle, and proposed days for the chosen one."""

    def __init__(self, view: TrackView) -> None:
        rows = [phase.phase for phase in view.phases]
        self.view, self.rows = view, rows
        begun = [phase for phase in rows if phase.first_day <= view.today]
        self.running = begun[-1] if begun else None
        self.phases = earlier_phases(rows, self.running) if self.running else []

    @property
    def initial(self) -> dict[str, Any]:
        """The first values of the form: the phase before, from today, half as long as the first time."""
        if not self.phases or self.running is None:
            return {}
        first = max(self.view.today, self.running.first_day + DAY)
        last = first + phase_length(self.rows, self.phases[-1].code) / 2
        ends_on = self.view.network.ends_on
        return {
            "code": self.phases[-1].code,
            "first_day": first,
            "last_day": min(last, max(first, ends_on - timedelta(weeks=1))) if ends_on else last,
        }


class CyclePage:
    """Adding or deleting a cycle."""

    def __init__(self, view: TrackView) -> None:
        self.view = view
        self.back = reverse("ogo:where_we_are", args=[view.network.pk])

    def named(self, cycle: Cycle) -> list[PhaseView]:
        """Return the phases of a cycle."""
        return [phase for phase in self.view.phases if phase.phase.cycle_id == cycle.pk]

    @property
    def read(self) -> str:
        """The fingerprint of the phases that the preview starts from."""
        return phases_fingerprint([phase.phase for phase in self.view.phases])

    @cached_property
    def refusal(self) -> str:
        """The reason why a cycle cannot be added; "" if it can."""
        try:
            self.lines  # noqa: B018 - only whether it raises
        except ValidationError as error:
            return " ".join(error.messages)
        return ""

    @cached_property
    def lines(self) -> list[PreviewLine]:
        """The phases with their dates after adding a cycle. Raises ValidationError if there is no room."""
        network, language = self.view.network, active_language()
        scheme = scheme_of_track(network, self.view.track)
        later, plan = added_cycle_plan(network, scheme, self.view.today)
        dates: dict[int, Span] = dict(zip((phase.pk for phase in later), plan.later, strict=True))
        lines = []
        for phase in self.view.phases:
            span = dates.get(phase.pk, Span(phase.phase.first_day, phase.phase.last_day))
            lines.append(PreviewLine(phase.cycle, phase.name, span.first_day, span.last_day))
        number = self.view.phases[-1].cycle_number + 1 if self.view.phases else 1
        added = zip(scheme.phases, plan.added, strict=True)
        return [
            *lines,
            *(
                PreviewLine(cycle_name(number), localised(one.name, language), span.first_day, span.last_day)
                for one, span in added
            ),
        ]
