"""The dot plot: one row per dimension, grouped by side, with the value, n and (if released) the interval.

A name is above its track, not beside it, so that long names have the full width on a small screen.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from srt.charts.canvas import NO_BORDER, Border, Canvas
from srt.charts.data import SIDES, ChartAxis, ChartData, ChartPoint, ChartSeries, Side, chart_clean
from srt.charts.looks import (
    HEADING_LINE_HEIGHT,
    HEADING_SIZE,
    HEADING_WIDENING,
    LINE_HEIGHT,
    READING_ORDER,
    TEXT_SIZE,
    draw_key,
    draw_marker,
    gap_words,
    key_layout,
    series_in,
)
from srt.charts.svg import chart_prefix, element_id, svg_from
from srt.charts.text_layout import wrap

WIDTH = 540.0
LEFT = 16.0  # where the track starts, with room for half a marker
RIGHT = 386.0
_FIGURES = RIGHT + 26  # where the value is printed
_EDGE = 2.0
_TRACK = 30.0
_SCALE_HEIGHT = 34.0
_ROW_SPACE = 18.0
_BLOCK_SPACE = 44.0
_KEY_SPACE = 14.0


@dataclass(frozen=True)
class Track:
    """One line of a row: a value, or the text for a missing one. `y` is the middle of the line."""

    series: ChartSeries
    y: float
    point: ChartPoint | None
    gap: Sequence[str]


@dataclass(frozen=True)
class Row:
    """The layout of a dimension: its name in lines from `top` down, then its tracks."""

    axis: ChartAxis
    top: float
    name: Sequence[str]
    tracks: Sequence[Track]
    bottom: float


@dataclass(frozen=True)
class Block:
    """The layout of one side: heading, scale and rows."""

    side: Side
    top: float
    heading: Sequence[str]
    rows: Sequence[Row]
    bottom: float

    @property
    def scale(self) -> float:
        """The baseline of the scale numbers."""
        return self.top + HEADING_LINE_HEIGHT * len(self.heading) + 6 + _SCALE_HEIGHT - 8


def draw(data: ChartData) -> str:
    """Return the dot plot as inline SVG."""
    data = chart_clean(data)
    return svg_from(canvas_for(data), data=data, kind="dots", prefix=chart_prefix("dots", data))


def canvas_for(data: ChartData, border: Border = NO_BORDER) -> Canvas:
    """Draw the dot plot of cleaned data on a canvas, from which every format is made."""
    prefix = chart_prefix("dots", data)
    blocks = blocks_for(data)
    key = key_layout(data, WIDTH - 2 * _EDGE)
    bottom = blocks[-1].bottom + _KEY_SPACE
    canvas = Canvas(WIDTH, math.ceil(bottom + key.height + 12), border)
    for block in blocks:
        with canvas.group(f"chart-frame chart-half chart-half-{block.side}"):
            _draw_heading(canvas, block)
            _draw_grid(canvas, block, data)
            for row in block.rows:
                _draw_name(canvas, row)
    tracks = [(row.axis, track) for block in blocks for row in block.rows for track in row.tracks]
    for series in series_in(data, READING_ORDER):
        with canvas.group(f"chart-series chart-series-{series.kind}", element_id=element_id(prefix, series.key)):
            for axis, track in tracks:
                if track.series is series:
                    _draw_track(canvas, axis, track, data)
    draw_key(canvas, key, top=bottom)
    return canvas


def scale_x(value: float, data: ChartData) -> float:
    """Return the x of a scale value on a track."""
    return LEFT + (RIGHT - LEFT) * (value - data.scale_min) / (data.scale_max - data.scale_min)


# The layout


def blocks_for(data: ChartData) -> list[Block]:
    """Lay out the sides that have dimensions, one below the other."""
    blocks: list[Block] = []
    top = 0.0
    for side in SIDES:
        if data.axes_of(side):
            blocks.append(_block(data, side, top))
            top = blocks[-1].bottom + _BLOCK_SPACE
    return blocks


def _block(data: ChartData, side: Side, top: float) -> Block:
    heading = wrap(data.heading(side), HEADING_SIZE, (WIDTH - 2 * _EDGE) / HEADING_WIDENING)
    y = top + HEADING_LINE_HEIGHT * len(heading) + 6 + _SCALE_HEIGHT
    rows = []
    for axis in data.axes_of(side):
        rows.append(_row(data, axis, y))
        y = rows[-1].bottom + _ROW_SPACE
    return Block(side, top, heading, rows, rows[-1].bottom)


def _row(data: ChartData, axis: ChartAxis, top: float) -> Row:
    name = wrap(axis.name, TEXT_SIZE, WIDTH - 2 * _EDGE) or [axis.code]
    y = top + LINE_HEIGHT * len(name) + 5
    tracks = []
    for series in series_in(data, READING_ORDER):
        point = series.points.get(axis.code)
        words = gap_words(data, series, axis.code)
        if point is None and words is None:
            continue
        gap = wrap(words, TEXT_SIZE, WIDTH - 2 * _EDGE) if words is not None else []
        tracks.append(Track(series, y + _TRACK / 2, point, gap))
        y += _TRACK + LINE_HEIGHT * max(0, len(gap) - 1)
    return Row(axis, top, name, tracks, y)


# The drawing


def _draw_heading(canvas: Canvas, block: Block) -> None:
    for index, words in enumerate(block.heading):
        baseline = block.top + HEADING_LINE_HEIGHT * (index + 1) - 6
        at = (_EDGE, baseline)
        canvas.text(at, words, size=HEADING_SIZE, classes="chart-heading", tone=block.side, bold=True, serif=True)
    rule = block.top + HEADING_LINE_HEIGHT * len(block.heading) + 6
    canvas.line([(_EDGE, rule), (WIDTH - _EDGE, rule)], tone=block.side, classes="chart-rule", width=2.5)


def _draw_grid(canvas: Canvas, block: Block, data: ChartData) -> None:
    for value in range(data.scale_min, data.scale_max + 1):
        x = scale_x(value, data)
        canvas.text((x, block.scale), str(value), size=TEXT_SIZE - 1, classes="chart-scale", anchor="center")
    for row in block.rows:
        for track in row.tracks:
            if track.point is None:
                continue
            for value in range(data.scale_min, data.scale_max + 1):
                x = scale_x(value, data)
                tick = [(x, track.y - _TRACK / 2), (x, track.y + _TRACK / 2)]
                canvas.line(tick, tone="line", classes="chart-grid", width=1)


def _draw_name(canvas: Canvas, row: Row) -> None:
    for index, words in enumerate(row.name):
        baseline = row.top + LINE_HEIGHT * (index + 1) - 4
        canvas.text((_EDGE, baseline), words, size=TEXT_SIZE, classes="chart-label")


def _draw_track(canvas: Canvas, axis: ChartAxis, track: Track, data: ChartData) -> None:
    baseline = track.y + TEXT_SIZE * 0.34
    if track.point is None:
        for index, words in enumerate(track.gap):
            at = (_EDGE, baseline + LINE_HEIGHT * index)
            canvas.text(at, words, size=TEXT_SIZE, classes="chart-gap", italic=True)
        return
    point = track.point
    if point.low is not None and point.high is not None:
        _draw_interval(canvas, axis, (scale_x(point.low, data), scale_x(point.high, data)), track.y)
    at = (scale_x(point.position, data), track.y)
    draw_marker(canvas, at, track.series.kind, tone=axis.side, classes="chart-point", data={"axis": axis.code})
    canvas.text((_FIGURES, baseline), point.text, size=TEXT_SIZE, classes="chart-value", bold=True)
    if point.n is not None:
        count = f"n = {point.n}"
        canvas.text((WIDTH - _EDGE, baseline), count, size=TEXT_SIZE, classes="chart-n", anchor="right")


def _draw_interval(canvas: Canvas, axis: ChartAxis, ends: tuple[float, float], y: float) -> None:
    low, high = ends
    canvas.line([(low, y), (high, y)], tone=axis.side, classes="chart-interval", width=2.5)
    for x in ends:
        canvas.line([(x, y - 5), (x, y + 5)], tone=axis.side, classes="chart-interval-end", width=2.5)
