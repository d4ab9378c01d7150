"""The steps of the presenter view, in the running order of the conversation."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from srt.charts.crop import half_of
from srt.models import Chart
from srt.selectors.figures import DimensionFigures, SideFigures
from srt.selectors.results import ReflectionText, ResultPage, conversation_reflections
from srt.selectors.running_order import Step, running_order

# Numbers in the running order.
WISH, SILENCE, PAIRS, CHOOSING, TALKING, ONE_THING, STATEMENT = range(2, 9)


@dataclass(frozen=True)
class PresenterStep:
    """One step. `kind` names its template, `key` is its name in the URL and `part` its part of the running order."""

    key: str
    kind: str
    part: Step
    title: str
    lines: list[str] = field(default_factory=list)
    side: SideFigures | None = None
    dimension: DimensionFigures | None = None
    reflection: ReflectionText = field(default_factory=ReflectionText)
    chart: SafeString | str = ""


@dataclass(frozen=True)
class PresenterView:
    """The current step among all steps."""

    step: PresenterStep
    steps: list[PresenterStep]

    @property
    def number(self) -> int:
        """The number of the step, counting from 1."""
        return self.steps.index(self.step) + 1

    @property
    def before(self) -> PresenterStep | None:
        """The previous step, if any."""
        return self.steps[self.number - 2] if self.number > 1 else None

    @property
    def after(self) -> PresenterStep | None:
        """The next step, if any."""
        return self.steps[self.number] if self.number < len(self.steps) else None

    @property
    def about(self) -> list[PresenterStep]:
        """The steps about one dimension each."""
        return [step for step in self.steps if step.kind == "dimension"]


def presenter_view(page: ResultPage, key: str = "") -> PresenterView | None:
    """Return the presenter view at the step `key`, or at the first step without one; None if there is no such step."""
    steps = presenter_steps(page)
    if not key:
        return PresenterView(steps[0], steps)
    return next((PresenterView(step, steps) for step in steps if step.key == key), None)


def presenter_steps(page: ResultPage) -> list[PresenterStep]:
    """Return the steps: a question, each half, the whole chart, the choice, each dimension, the closing questions."""
    parts = {part.number: part for part in running_order(with_chart=page.part == "chart")}
    opening = _opening_with_chart(page, parts) if page.part == "chart" else _opening_with_reflections(page, parts)
    return [*opening, _choosing(parts[CHOOSING]), *_dimensions(page, parts[TALKING]), *_closing(page, parts)]


def _opening_with_chart(page: ResultPage, parts: dict[int, Step]) -> list[PresenterStep]:
    """Return the steps with a chart: the wish, each half in silence, then the whole."""
    radar = page.charts.get(Chart.Kind.RADAR, "")
    # With one side only, the chart has no halves to crop.
    halves = [_half(side, radar if len(page.sides) == 1 else _half_chart(radar, side), parts) for side in page.sides]
    whole = PresenterStep(
        "whole",
        "whole",
        parts[PAIRS],
        _("What do you recognise? What surprises you?"),
        [_("In pairs, with someone who does different work.")],
        chart=page.radar,
    )
    return [_wish(parts[WISH]), *halves, whole]


def _wish(part: Step) -> PresenterStep:
    lines = [
        _("On your own, all at the same time."),
        _("Do you want to keep something as it is? Or is there no wish yet? Write that down."),
    ]
    return PresenterStep("wish", "question", part, _("Where do you want to be?"), lines)


def _half(side: SideFigures, chart: SafeString | str, parts: dict[int, Step]) -> PresenterStep:
    return PresenterStep(side.side, "half", parts[SILENCE], side.heading, side=side, chart=chart)


def _half_chart(radar: SafeString | str, side: SideFigures) -> SafeString:
    # The SVG is our own; only its viewBox changes.
    return mark_safe(half_of(radar, side.side))  # noqa: S308 - see above  # nosec B308 B703


def _opening_with_reflections(page: ResultPage, parts: dict[int, Step]) -> list[PresenterStep]:
    """Return the steps without a chart: the question, then the dimensions of each side."""
    question = _("Where are you now, and where do you want to be?")
    opening = PresenterStep(
        "reflections", "question", parts[SILENCE], question, [_("In your own words, on the cards.")]
    )
    return [
        opening,
        *(PresenterStep(side.side, "reflections", parts[SILENCE], side.heading, side=side) for side in page.sides),
    ]


def _choosing(part: Step) -> PresenterStep:
    lines = [_("Two dots each."), _("Keep, strengthen or find out.")]
    return PresenterStep("choose", "choose", part, _("What deserves your attention?"), lines)


def _dimensions(page: ResultPage, part: Step) -> list[PresenterStep]:
    reflections: dict[str, Any] = conversation_reflections(page.row) if page.part == "no_chart" else {}
    return [
        PresenterStep(
            f"about-{dimension.code}",
            "dimension",
            part,
            dimension.name,
            side=side,
            dimension=dimension,
            reflection=reflections.get(dimension.code, ReflectionText()),
        )
        for side in page.sides
        for dimension in side.dimensions
    ]


def _closing(page: ResultPage, parts: dict[int, Step]) -> list[PresenterStep]:
    lines = [_("Who starts?"), _("At which meeting will you look back?")]
    return [
        PresenterStep("one-thing", "question", parts[ONE_THING], _("What are you going to try?"), lines),
        PresenterStep("words", "words", parts[STATEMENT], _("One sentence from all of you."), [page.row.statement]),
    ]
