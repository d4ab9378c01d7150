"""The conversation on a screen in the room: what stands there, step by step, in the running order."""

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
    """What stands on the screen at once. `kind` names its template; `key` its place in the address.

    `part` is the part of the running order it belongs to.
    """

    key: str
    kind: str
    part: Step
    title: str
    lines: list[str] = field(default_factory=list)
    side: SideFigures | None = None
    dimension: DimensionFigures | None = None
    card: ReflectionText = field(default_factory=ReflectionText)
    picture: SafeString | str = ""


@dataclass(frozen=True)
class PresenterView:
    """One step with its neighbours: the keys of where the clicker leads, and how far the room is."""

    step: PresenterStep
    steps: list[PresenterStep]

    @property
    def number(self) -> int:
        """Which step this is, from 1."""
        return self.steps.index(self.step) + 1

    @property
    def before(self) -> PresenterStep | None:
        """The step before, if there is one."""
        return self.steps[self.number - 2] if self.number > 1 else None

    @property
    def after(self) -> PresenterStep | None:
        """The step after, if there is one."""
        return self.steps[self.number] if self.number < len(self.steps) else None

    @property
    def about(self) -> list[PresenterStep]:
        """The steps about one dimension, to choose from."""
        return [step for step in self.steps if step.kind == "dimension"]


def presenter_view(page: ResultPage, key: str = "") -> PresenterView | None:
    """Return the screen of a result at a step, the first without a key; None for a step that there is not."""
    steps = presenter_steps(page)
    if not key:
        return PresenterView(steps[0], steps)
    return next((PresenterView(step, steps) for step in steps if step.key == key), None)


def presenter_steps(page: ResultPage) -> list[PresenterStep]:
    """Return the steps: first a question, then one half, the other, the whole, and each dimension by itself."""
    parts = {part.number: part for part in running_order(with_chart=page.part == "chart")}
    opening = _opening_with_chart(page, parts) if page.part == "chart" else _opening_with_reflections(page, parts)
    return [*opening, _choosing(parts[CHOOSING]), *_dimensions(page, parts[TALKING]), *_closing(page, parts)]


def _opening_with_chart(page: ResultPage, parts: dict[int, Step]) -> list[PresenterStep]:
    """The wish before the picture; then the picture, half by half in silence, and whole."""
    radar = page.charts.get(Chart.Kind.RADAR, "")
    # A questionnaire of one side has a picture of one side, which is whole already.
    halves = [_half(side, radar if len(page.sides) == 1 else _half_chart(radar, side), parts) for side in page.sides]
    whole = PresenterStep(
        "whole",
        "whole",
        parts[PAIRS],
        _("What do you recognise? What surprises you?"),
        [_("Two by two, with somebody who does other work.")],
        picture=page.radar,
    )
    return [_wish(parts[WISH]), *halves, whole]


def _wish(part: Step) -> PresenterStep:
    lines = [
        _("Each on your own, all at the same time."),
        _("Do you want to keep something as it is? Or is there no wish yet? Then write that down."),
    ]
    return PresenterStep("wish", "question", part, _("Where do you want to be?"), lines)


def _half(side: SideFigures, picture: SafeString | str, parts: dict[int, Step]) -> PresenterStep:
    return PresenterStep(side.side, "half", parts[SILENCE], side.heading, side=side, picture=picture)


def _half_chart(radar: SafeString | str, side: SideFigures) -> SafeString:
    # The same drawing of ours with another window.
    return mark_safe(half_of(radar, side.side))  # noqa: S308 - see above  # nosec B308 B703


def _opening_with_reflections(page: ResultPage, parts: dict[int, Step]) -> list[PresenterStep]:
    """Without a picture: the question, and the cards of one side and of the other."""
    question = _("Where are you, and where do you want to be?")
    opening = PresenterStep("cards", "question", parts[SILENCE], question, [_("In your own words, on the cards.")])
    return [
        opening,
        *(PresenterStep(side.side, "cards", parts[SILENCE], side.heading, side=side) for side in page.sides),
    ]


def _choosing(part: Step) -> PresenterStep:
    lines = [_("Two dots each."), _("Keep, strengthen or find out.")]
    return PresenterStep("choose", "choose", part, _("What deserves your attention?"), lines)


def _dimensions(page: ResultPage, part: Step) -> list[PresenterStep]:
    cards: dict[str, Any] = conversation_reflections(page.row) if page.part == "no_chart" else {}
    return [
        PresenterStep(
            f"about-{dimension.code}",
            "dimension",
            part,
            dimension.name,
            side=side,
            dimension=dimension,
            card=cards.get(dimension.code, ReflectionText()),
        )
        for side in page.sides
        for dimension in side.dimensions
    ]


def _closing(page: ResultPage, parts: dict[int, Step]) -> list[PresenterStep]:
    lines = [_("Who starts?"), _("At which meeting do you look again?")]
    return [
        PresenterStep("one-thing", "question", parts[ONE_THING], _("What are you going to try?"), lines),
        PresenterStep("words", "words", parts[STATEMENT], _("One sentence, of all of you."), [page.row.statement]),
    ]
