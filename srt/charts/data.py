"""The input of a chart: released values and texts only, nothing that could not be printed beside it."""

import hashlib
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

Side = Literal["process", "product"]
SeriesKind = Literal["this_year", "earlier", "wish"]

SIDES: tuple[Side, ...] = ("process", "product")

# XML 1.0 forbids these characters even when escaped. One of them in a name would break the whole page.
_UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class ChartError(ValueError):
    """The data cannot be drawn: no axes, two series of one kind, or an inverted scale."""


@dataclass(frozen=True)
class ChartAxis:
    """A dimension of the questionnaire."""

    code: str
    side: Side
    name: str


@dataclass(frozen=True)
class ChartPoint:
    """A released value.

    `position`, `low` and `high` are scale points with one decimal; `text` is the value as printed ("3,6", "≥ 4,8").
    """

    position: float
    text: str
    low: float | None = None
    high: float | None = None
    n: int | None = None


@dataclass(frozen=True)
class ChartSeries:
    """One outline: this year, an earlier year or the network's wish. A missing or None point is a gap."""

    key: str
    label: str
    kind: SeriesKind
    points: Mapping[str, ChartPoint | None]


@dataclass(frozen=True)
class ChartData:
    """The values and texts of a chart, in the reader's language. `gap_label` is the short text for a missing value.

    The title, the network's `statement` (with `statement_label` below it) and the `notes` are printed in files only;
    a page shows them outside the chart.
    """

    title: str
    description: str
    axes: Sequence[ChartAxis]
    scale_min: int
    scale_max: int
    series: Sequence[ChartSeries]
    caption: str
    process_heading: str
    product_heading: str
    gap_label: str
    language: str
    statement: str = ""
    statement_label: str = ""
    notes: Sequence[str] = ()
    table_heading: str = ""
    dimension_label: str = ""
    answers_label: str = ""

    def heading(self, side: Side) -> str:
        """Return the heading of one side."""
        return self.process_heading if side == "process" else self.product_heading

    def axes_of(self, side: Side) -> list[ChartAxis]:
        """Return the dimensions of one side, in the order of the questionnaire."""
        return [axis for axis in self.axes if axis.side == side]


def chart_clean(data: ChartData) -> ChartData:
    """Return the data without anything that must not be drawn. Raises ChartError if it cannot be a chart.

    Positions are rounded half up to one decimal and clamped to the scale. The release code already did so, but an exact
    coordinate in an SVG would reveal an exact mean. Points of unknown dimensions are dropped.
    """
    _check(data)
    codes = [axis.code for axis in data.axes]
    bounds = (data.scale_min, data.scale_max)
    return replace(
        data,
        title=_printable(data.title),
        description=_printable(data.description),
        axes=[replace(axis, name=_printable(axis.name)) for axis in data.axes],
        series=[
            replace(
                series,
                label=_printable(series.label),
                points={code: _clean_point(series.points.get(code), bounds) for code in codes},
            )
            for series in data.series
        ],
        caption=_printable(data.caption),
        process_heading=_printable(data.process_heading),
        product_heading=_printable(data.product_heading),
        gap_label=_printable(data.gap_label),
        statement=_printable(data.statement),
        statement_label=_printable(data.statement_label),
        notes=[_printable(note) for note in data.notes],
        table_heading=_printable(data.table_heading),
        dimension_label=_printable(data.dimension_label),
        answers_label=_printable(data.answers_label),
    )


def chart_fingerprint(data: ChartData) -> str:
    """Return 16 hex digits that change whenever the chart changes, computed from released values and texts only."""
    return hashlib.sha256(repr(chart_clean(data)).encode()).hexdigest()[:16]


def _check(data: ChartData) -> None:
    if not data.axes:
        raise ChartError("A chart needs at least one dimension.")
    if data.scale_min >= data.scale_max:
        raise ChartError(f"The scale runs from {data.scale_min} to {data.scale_max}.")
    _check_unique("dimension", (axis.code for axis in data.axes))
    _check_unique("series", (series.key for series in data.series))
    # Dash and marker depend on the kind, so two series of one kind would differ by colour only.
    _check_unique("kind of series", (series.kind for series in data.series))


def _check_unique(what: str, values: Iterable[str]) -> None:
    seen: set[str] = set()
    for value in values:
        if value in seen:
            raise ChartError(f"The {what} {value!r} occurs twice in one chart.")
        seen.add(value)


def _clean_point(point: ChartPoint | None, bounds: tuple[int, int]) -> ChartPoint | None:
    if point is None:
        return None
    low, high = point.low, point.high
    whole = low is not None and high is not None
    return ChartPoint(
        position=_one_decimal(point.position, bounds),
        text=_printable(point.text),
        low=_one_decimal(low, bounds) if low is not None and whole else None,
        high=_one_decimal(high, bounds) if high is not None and whole else None,
        n=point.n,
    )


def _one_decimal(value: float, bounds: tuple[int, int]) -> float:
    if not math.isfinite(value):
        raise ChartError(f"{value} is not on the scale; use None for a missing value.")
    rounded = float(Decimal(repr(float(value))).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP))
    return min(max(rounded, float(bounds[0])), float(bounds[1]))


def _printable(words: str) -> str:
    return _UNPRINTABLE.sub("", words)
