"""Released figures in words and numbers of the active language: all that is shown of a release comes from here."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

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
    "close": gettext_lazy("Your answers lie close together."),
    "mixed": gettext_lazy("Your answers lie somewhat apart."),
    "apart": gettext_lazy("Your answers lie far apart."),
}

SIDE_HEADINGS: Mapping[str, Any] = {
    "process": gettext_lazy("How you work together"),
    "product": gettext_lazy("What it brings you"),
}


@dataclass(frozen=True)
class DimensionFigures:
    """One dimension as it is shown: words and figures, empty where nothing is released."""

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
    """One side of the picture: process or product, with its dimensions in the instrument's order."""

    side: Side
    heading: str
    dimensions: list[DimensionFigures]


def decimal(value: Decimal) -> str:
    """Return a number with one decimal as the active language writes it."""
    return number_format(value, decimal_pos=1)


def mean_words(cell: ReleasedCell) -> str:
    """Return the mean of a shown cell: 3,6 or ≥ 4,8."""
    return BOUND_SIGNS[cell.mean_bound] + decimal(cell.mean) if cell.mean is not None else ""


def answered_by(release: Release) -> str:
    """Say how many answered, of how many when that is known."""
    if release.members is None:
        text = ngettext("filled in by %(count)d person", "filled in by %(count)d people", release.respondents)
        return text % {"count": release.respondents}
    return _("filled in by %(count)d of the %(members)d") % {"count": release.respondents, "members": release.members}


def answered_when(release: Release) -> str:
    """Say how many answered, and in which month that ended where it is known: not of a file with past answers."""
    wave = release.run.wave
    return answered_by(release) if wave.imported else f"{answered_by(release)} · {month_of(wave)}"


def month_of(wave: Wave) -> str:
    """Return the month in which a wave closed: May 2027."""
    return date_format(localtime(wave.closed_at or wave.closes_at), "F Y")


def side_figures(
    definition: InstrumentDefinition, cells: Mapping[str, ReleasedCell], language: str, *, people: int | None
) -> list[SideFigures]:
    """Return both sides in words; process first, each in the instrument's order, never sorted by a figure.

    `cells` by dimension code: empty for a network without a release. `people` are the respondents of the release.
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
        plain=localised(dimension.plain or _plain_words().get(dimension.code, {}), language),
        shown=cell is not None and cell.shown,
        mean=mean_words(cell) if cell else "",
        n=cell.n if cell else None,
        spread=_spread(cell),
        interval=_interval(cell),
        agreement=str(SPREAD_WORDS[cell.agreement]) if cell else "",
        several_not_yet=cell is not None and cell.several_not_yet,
        change=change_words(cell, people),
        questions=tuple(localised(question, language) for question in questions),
    )


@cache
def _plain_words() -> dict[str, Mapping[str, str]]:
    """The shipped line beside each dimension's name, for questionnaires that bring none of their own."""
    return {dimension.code: dimension.plain for dimension in provisional_instrument().dimensions}


def _spread(cell: ReleasedCell | None) -> str:
    if cell is None or cell.sd is None:
        return ""
    return ("< " if cell.sd_below else "") + decimal(cell.sd)


def _interval(cell: ReleasedCell | None) -> str:
    if cell is None or cell.ci_low is None or cell.ci_high is None:
        return ""
    return _("%(low)s to %(high)s") % {"low": decimal(cell.ci_low), "high": decimal(cell.ci_high)}


def change_words(cell: ReleasedCell | None, people: int | None) -> str:
    """Return the sentence beside last year, or nothing."""
    if cell is None or not cell.change or people is None:
        return ""
    if cell.change == "no_clear_change":
        text = ngettext(
            "With %(people)s person no clear change can be seen here.",
            "With %(people)s people no clear change can be seen here.",
            people,
        )
        return text % {"people": format_number(people)}
    return _("Here you answer differently from last year. What do you recognise of that?")
