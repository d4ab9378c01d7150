"""How the three kinds of series look, and the key under a picture that says which is which.

Series differ by dash and by marker; colour says only process or product, everywhere the same. The markers differ in
size too, so that all three stay visible where values coincide: a disc inside a square inside a diamond.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from matplotlib.path import Path

from srt.pictures.data import PictureData, PictureSeries, SeriesKind
from srt.pictures.sheet import Point, Sheet, Tone
from srt.pictures.text_layout import text_width, wrap

TEXT_SIZE = 19.0
LINE_HEIGHT = 23.0
HEADING_SIZE = 21.0
HEADING_WIDENING = 1.08  # bold serif beside the sans that words.py measures
HEADING_LINE_HEIGHT = 26.0

_KEY_SAMPLE = 68.0
_KEY_SPACE = 22.0


@dataclass(frozen=True)
class SeriesLook:
    """Dash (on and off, in units), line width, marker and its reach from the centre."""

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
# What is drawn last lies on top: this year.
DRAWING_ORDER: Sequence[SeriesKind] = ("wish", "earlier", "this_year")
READING_ORDER: Sequence[SeriesKind] = ("this_year", "earlier", "wish")


def series_in(data: PictureData, order: Sequence[SeriesKind]) -> list[PictureSeries]:
    """The series of a picture in this order of kinds."""
    return sorted(data.series, key=lambda series: order.index(series.kind))


def gap_words(data: PictureData, series: PictureSeries, code: str) -> str | None:
    """The words for a missing point, or None where there is nothing to say.

    A wish that nobody marked is not hidden, so it has no words. A gap in an earlier year says which year it is of,
    unless this year is missing too: then one line says it for both.
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
    sheet: Sheet, at: Point, kind: SeriesKind, *, tone: Tone, classes: str, data: Mapping[str, str] | None = None
) -> None:
    """The marker of a kind of series with its centre at `at`."""
    look = LOOKS[kind]
    path = _marker_path(look.marker, at, look.reach)
    sheet.marker(path, tone=tone, classes=f"{classes} picture-{look.marker}", hollow=look.hollow, data=data)


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
    """The key and the caption, laid out: rows of series, lines of caption, and how high all of it is."""

    rows: Sequence[Sequence[tuple[PictureSeries, str, float]]]
    caption: Sequence[str]
    height: float


def key_layout(data: PictureData, width: float) -> Key:
    """The series side by side as far as they fit, and the caption under them; an over-long label is cut to a line."""
    rows: list[list[tuple[PictureSeries, str, float]]] = []
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


def draw_key(sheet: Sheet, key: Key, *, top: float) -> None:
    """The key, centred, from `top` down."""
    baseline = top
    with sheet.group("picture-key"):
        for row in key.rows:
            baseline += LINE_HEIGHT * 1.3
            x = (sheet.width - sum(wide for _, _, wide in row) - _KEY_SPACE * (len(row) - 1)) / 2
            for series, label, wide in row:
                _draw_key_entry(sheet, (x, baseline), series.kind, label)
                x += wide + _KEY_SPACE
    for line in key.caption:
        baseline += LINE_HEIGHT * 1.2
        sheet.text((sheet.width / 2, baseline), line, size=TEXT_SIZE, classes="picture-caption", anchor="center")


def _draw_key_entry(sheet: Sheet, at: Point, kind: SeriesKind, label: str) -> None:
    x, baseline = at
    middle = baseline - TEXT_SIZE * 0.34
    look = LOOKS[kind]
    ends = [(x + 1, middle), (x + _KEY_SAMPLE - 11, middle)]
    sheet.line(ends, tone="ink", classes="picture-outline", width=look.width, dash=look.dash)
    draw_marker(sheet, (x + (_KEY_SAMPLE - 10) / 2, middle), kind, tone="ink", classes="picture-sample")
    sheet.text((x + _KEY_SAMPLE, baseline), label, size=TEXT_SIZE, classes="picture-label")
