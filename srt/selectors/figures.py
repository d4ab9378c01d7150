"""Released values as text in the active language. Everything a page shows of a release comes from here."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.formatting import join_facts
from srt.definition import (
    Dimension,
    InstrumentDefinition,
    Side,
    conversation_questions,
    localised,
    provisional_instrument,
)
from srt.formatting import format_number
from srt.models import Release, ReleasedCell, Wave

BOUND_SIGNS = {"": "", "at_most": "≤ ", "at_least": "≥ "}

SPREAD_WORDS: Mapping[str, Any] = {
    "": "",
    "close": gettext_lazy("Your answers are close together."),
    "mixed": gettext_lazy("Your answers differ somewhat."),
    "apart": gettext_lazy("Your answers are far apart."),
}

SIDE_HEADINGS: Mapping[str, Any] = {
    "process": gettext_lazy("How you work together"),
    "product": gettext_lazy("What it brings you"),
}


@dataclass(frozen=True)
class DimensionFigures:
    """One dimension as text, with empty strings where nothing is released."""

    code: str
    side: Side
    name: str
    plain: str
    shown: bool
    mean: str
    n: int | None
    spread: str
    interval: str
    agreement: str
    several_not_yet: bool
    change: str
    questions: tuple[str, ...]


@dataclass(frozen=True)
class SideFigures:
    """One side, process or product, with its dimensions in the order of the questionnaire."""

    side: Side
    heading: str
    dimensions: list[DimensionFigures]


def decimal(value: Decimal) -> str:
    """Format a number with one decimal in the active language."""
    return number_format(value, decimal_pos=1)


def format_mean(cell: ReleasedCell) -> str:
    """Format the mean of a cell, such as 3,6 or ≥ 4,8. Return an empty string if it has none."""
    return BOUND_SIGNS[cell.mean_bound] + decimal(cell.mean) if cell.mean is not None else ""


def describe_response(release: Release) -> str:
    """Return the number of respondents, and of how many people if known."""
    if release.members is None:
        text = ngettext("filled in by %(count)d person", "filled in by %(count)d people", release.respondents)
        return text % {"count": release.respondents}
    return _("filled in by %(count)d of %(members)d people") % {
        "count": release.respondents,
        "members": release.members,
    }


def describe_response_date(release: Release) -> str:
    """Return the number of respondents with the closing month. Imported answers have no month."""
    wave = release.run.wave
    return join_facts(describe_response(release), "" if wave.imported else format_month(wave))


def format_month(wave: Wave) -> str:
    """Format the month in which a wave closed, such as May 2027."""
    return date_format(localtime(wave.closed_at or wave.closes_at), "F Y")


def side_figures(
    definition: InstrumentDefinition, cells: Mapping[str, ReleasedCell], language: str, *, people: int | None
) -> list[SideFigures]:
    """Return the sides as text: process first, each in the order of the questionnaire, never sorted by value.

    `cells` maps dimension codes to released cells and is empty for a network without a release. `people` is the number
    of respondents, or None to leave out the changes since last year.
    """
    return [
        SideFigures(
            side,
            str(SIDE_HEADINGS[side]),
            [
                _figures(dimension, cells.get(dimension.code), language, people)
                for dimension in definition.dimensions
                if dimension.side == side
            ],
        )
        for side in definition.sides
    ]


def _figures(dimension: Dimension, cell: ReleasedCell | None, language: str, people: int | None) -> DimensionFigures:
    questions = conversation_questions().get(dimension.code, ())
    return DimensionFigures(
        code=dimension.code,
        side=dimension.side,
        name=localised(dimension.name, language),
        plain=localised(dimension.plain or _default_explanations().get(dimension.code, {}), language),
        shown=cell is not None and cell.shown,
        mean=format_mean(cell) if cell else "",
        n=cell.n if cell else None,
        spread=_spread(cell),
        interval=_interval(cell),
        agreement=str(SPREAD_WORDS[cell.agreement]) if cell else "",
        several_not_yet=cell is not None and cell.several_not_yet,
        change=describe_change(cell, people),
        questions=tuple(localised(question, language) for question in questions),
    )


@cache
def _default_explanations() -> dict[str, Mapping[str, str]]:
    """Return the explanation of each dimension from the shipped questionnaire, for those without their own."""
    return {dimension.code: dimension.plain for dimension in provisional_instrument().dimensions}


def _spread(cell: ReleasedCell | None) -> str:
    if cell is None or cell.sd is None:
        return ""
    return ("< " if cell.sd_below else "") + decimal(cell.sd)


def _interval(cell: ReleasedCell | None) -> str:
    if cell is None or cell.ci_low is None or cell.ci_high is None:
        return ""
    return _("%(low)s to %(high)s") % {"low": decimal(cell.ci_low), "high": decimal(cell.ci_high)}


def describe_change(cell: ReleasedCell | None, people: int | None) -> str:
    """Return a sentence about the change since last year, or an empty string."""
    if cell is None or not cell.change or people is None:
        return ""
    if cell.change == "no_clear_change":
        text = ngettext(
            "With %(people)s person, no clear change can be seen here.",
            "With %(people)s people, no clear change can be seen here.",
            people,
        )
        return text % {"people": format_number(people)}
    return _("Your answers here differ from last year’s. What do you recognise in that?")
