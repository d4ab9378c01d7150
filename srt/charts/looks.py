"""The style of each kind of series, and the key below a chart.

Series differ by dash and marker; colour only distinguishes process from product. The markers also differ in size, so
that all three stay visible where values coincide: a disc inside a square inside a diamond.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from matplotlib.path import Path

from srt.charts.canvas import Canvas, Point
from srt.charts.data import ChartData, ChartSeries, SeriesKind
from srt.charts.palette import Tone
from srt.charts.text_layout import text_width, wrap

TEXT_SIZE = 19.0
LINE_HEIGHT = 23.0
HEADING_SIZE = 21.0
HEADING_WIDENING = 1.08  # bold serif compared with the sans-serif that text_layout.py measures
HEADING_LINE_HEIGHT = 26.0

_KEY_SAMPLE = 68.0
_KEY_SPACE = 22.0


@dataclass(frozen=True)
class SeriesLook:
    """The dash (on and off, in units), line width, and marker with its radius."""

    dash: Sequence[float]
    width: float
    marker: Literal["disc", "square", "diamond"]
    reach: float
    hollow: bool


LOOKS: Mapping[SeriesKind, SeriesLook] = {
    "this_year": SeriesLook(dash=(), width=3.25, marker="disc", reach=6.5, hollow=False),
    "earlier": SeriesLook(dash=(9, 6), width=2.25, marker="square", reach=7.5, hollow=True),
    "wish": SeriesLook(dash=(0.5, 6), width=3, marker="diamond", reach=12, hollow=True),
}
# This year is drawn last, so it is on top.
DRAWING_ORDER: Sequence[SeriesKind] = ("wish", "earlier", "this_year")
READING_ORDER: Sequence[SeriesKind] = ("this_year", "earlier", "wish")


def series_in(data: ChartData, order: Sequence[SeriesKind]) -> list[ChartSeries]:
    """Return the series of a chart in the given order of kinds."""
    return sorted(data.series, key=lambda series: order.index(series.kind))


def gap_words(data: ChartData, series: ChartSeries, code: str) -> str | None:
    """Return the text for a missing point, or None if there is nothing to say.

    A wish that nobody marked is not hidden, so it has no text. A gap in an earlier year names that year, unless this
    year is missing too: then one line covers both.
    """
    if series.points.get(code) is not None or series.kind == "wish":
        return None
    if series.kind == "this_year":
        return data.gap_label
    this_year = next((other for other in data.series if other.kind == "this_year"), None)
    if this_year is not None and this_year.points.get(code) is None:
        return None
    return f"{series.label}: {data.gap_label}"


def draw_marker(
    canvas: Canvas, at: Point, kind: SeriesKind, *, tone: Tone, classes: str, data: Mapping[str, str] | None = None
) -> None:
    """Draw the marker of a kind of series, centred on `at`."""
    look = LOOKS[kind]
    path = _marker_path(look.marker, at, look.reach)
    canvas.marker(path, tone=tone, classes=f"{classes} chart-{look.marker}", hollow=look.hollow, data=data)


def _marker_path(marker: str, at: Point, reach: float) -> Path:
    if marker == "disc":
        return Path.circle(at, reach)
    turn = 45 if marker == "square" else 0
    radius = reach * (math.sqrt(2) if marker == "square" else 1)
    angles = np.deg2rad(np.arange(0, 360, 90) + turn)
    corners = [(at[0] + radius * math.cos(angle), at[1] + radius * math.sin(angle)) for angle in angles]
    return Path([*corners, corners[0]], closed=True)


@dataclass(frozen=True)
class Key:
    """The layout of the key and caption: rows of series, caption lines and the total height."""

    rows: Sequence[Sequence[tuple[ChartSeries, str, float]]]
    caption: Sequence[str]
    height: float


def key_layout(data: ChartData, width: float) -> Key:
    """Lay out the series side by side as far as they fit, cutting long labels to one line, with the caption below."""
    rows: list[list[tuple[ChartSeries, str, float]]] = []
    used = math.inf
    for series in series_in(data, READING_ORDER):
        words = wrap(series.label, TEXT_SIZE, width - _KEY_SAMPLE)
        label = words[0] + (" …" if len(words) > 1 else "") if words else ""
        wide = _KEY_SAMPLE + text_width(label, TEXT_SIZE)
        if used + _KEY_SPACE + wide > width:
            rows.append([])
            used = -_KEY_SPACE
        rows[-1].append((series, label, wide))
        used += _KEY_SPACE + wide
    caption = wrap(data.caption, TEXT_SIZE, width)
    return Key(rows, caption, (len(rows) * 1.3 + len(caption) * 1.2) * LINE_HEIGHT)


def draw_key(canvas: Canvas, key: Key, *, top: float) -> None:
    """Draw the key, centred, from `top` down."""
    baseline = top
    with canvas.group("chart-key"):
        for row in key.rows:
            baseline += LINE_HEIGHT * 1.3
            x = (canvas.width - sum(wide for _, _, wide in row) - _KEY_SPACE * (len(row) - 1)) / 2
            for series, label, wide in row:
                _draw_key_entry(canvas, (x, baseline), series.kind, label)
                x += wide + _KEY_SPACE
    for line in key.caption:
        baseline += LINE_HEIGHT * 1.2
        canvas.text((canvas.width / 2, baseline), line, size=TEXT_SIZE, classes="chart-caption", anchor="center")


def _draw_key_entry(canvas: Canvas, at: Point, kind: SeriesKind, label: str) -> None:
    x, baseline = at
    middle = baseline - TEXT_SIZE * 0.34
    look = LOOKS[kind]
    ends = [(x + 1, middle), (x + _KEY_SAMPLE - 11, middle)]
    canvas.line(ends, tone="ink", classes="chart-outline", width=look.width, dash=look.dash)
    draw_marker(canvas, (x + (_KEY_SAMPLE - 10) / 2, middle), kind, tone="ink", classes="chart-sample")
    canvas.text((x + _KEY_SAMPLE, baseline), label, size=TEXT_SIZE, classes="chart-label")
