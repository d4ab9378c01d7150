"""The radar: two half discs with a spine between them, product on the left and process on the right.

Each half has its own centre, heading, colour and outlines. No outline crosses the spine, because process and product
are not one measure, and no outline is filled, because an area would exaggerate differences.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from matplotlib.path import Path

from srt.charts.canvas import NO_BORDER, Anchor, Border, Canvas, Point
from srt.charts.data import SIDES, ChartAxis, ChartData, ChartSeries, Side, chart_clean
from srt.charts.looks import (
    DRAWING_ORDER,
    HEADING_LINE_HEIGHT,
    HEADING_SIZE,
    HEADING_WIDENING,
    LINE_HEIGHT,
    LOOKS,
    READING_ORDER,
    TEXT_SIZE,
    draw_key,
    draw_marker,
    gap_words,
    key_layout,
    series_in,
)
from srt.charts.svg import chart_prefix, element_id, svg_from
from srt.charts.text_layout import longest_word, wrap

WIDTH = 540.0
SPINE = 13.0  # from the middle of the spine to each half, with room for a digit
_LARGEST, _SMALLEST, _STEP = 176.0, 116.0, 2.0
_LABEL_DISTANCE = 14.0
_EDGE = 2.0
_ASCENT, _DESCENT = TEXT_SIZE * 0.74, TEXT_SIZE * 0.24
_LABEL_SPACE = 12.0  # between two stacked labels


@dataclass(frozen=True)
class Half:
    """A half disc: its centre and radius in units, and the direction it opens in (-1 left, 1 right)."""

    side: Side
    centre: Point
    radius: float
    direction: int
    axes: Sequence[ChartAxis]

    def angle(self, index: int) -> float:
        """Return the angle of an axis in radians from the top of the spine, half a step in from both ends."""
        return math.pi * (index + 0.5) / len(self.axes)

    def at(self, index: int, distance: float) -> Point:
        """Return the point at `distance` units from the centre along an axis."""
        angle = self.angle(index)
        x = self.centre[0] + self.direction * distance * math.sin(angle)
        return x, self.centre[1] - distance * math.cos(angle)


@dataclass(frozen=True)
class Label:
    """The text at the end of an axis: its name, then its missing values."""

    axis: ChartAxis
    x: float
    top: float
    name: Sequence[str]
    gap: Sequence[str]

    @property
    def height(self) -> float:
        """The height from the top of the first line to the bottom of the last."""
        return _ASCENT + _DESCENT + LINE_HEIGHT * (len(self.name) + len(self.gap) - 1)


@dataclass(frozen=True)
class Frame:
    """The layout without values."""

    halves: Sequence[Half]
    spine: float
    labels: Sequence[Sequence[Label]]
    headings: Sequence[Sequence[str]]
    bottom: float


def draw(data: ChartData) -> str:
    """Return the radar as inline SVG."""
    data = chart_clean(data)
    return svg_from(canvas_for(data), data=data, kind="radar", prefix=chart_prefix("radar", data))


def canvas_for(data: ChartData, border: Border = NO_BORDER) -> Canvas:
    """Draw the radar of cleaned data on a canvas, from which every format is made."""
    prefix = chart_prefix("radar", data)
    frame = frame_for(data)
    key = key_layout(data, WIDTH - 2 * _EDGE)
    canvas = Canvas(WIDTH, math.ceil(frame.bottom + key.height + 12), border)
    with canvas.group("chart-frame"):
        _draw_headings(canvas, frame)
        for half in frame.halves:
            _draw_grid(canvas, half, data)
        _draw_scale(canvas, frame, data)
    for labels in frame.labels:
        _draw_labels(canvas, labels)
    for series in series_in(data, DRAWING_ORDER):
        with canvas.group(f"chart-series chart-series-{series.kind}", element_id=element_id(prefix, series.key)):
            for half in frame.halves:
                _draw_outline(canvas, half, series, data)
    draw_key(canvas, key, top=frame.bottom)
    return canvas


def scale_distance(value: float, data: ChartData, radius: float) -> float:
    """Return the distance of a scale value from the centre, in units; the centre is the lowest value."""
    return radius * (value - data.scale_min) / (data.scale_max - data.scale_min)


# The frame


def frame_for(data: ChartData) -> Frame:
    """Return the largest frame in which no word of a name is broken, or the smallest frame if none fits."""
    sides = [side for side in SIDES if data.axes_of(side)]
    radius = _LARGEST
    while radius > _SMALLEST and not all(_fits(half) for half in _halves(data, sides, radius)):
        radius -= _STEP
    halves = _halves(data, sides, radius)
    headings = [
        wrap(data.heading(half.side), HEADING_SIZE, _heading_room(half, alone=len(halves) == 1)) for half in halves
    ]
    heading_height = max(len(lines) for lines in headings) * HEADING_LINE_HEIGHT + 26
    labels = [_labels(half, data) for half in halves]
    tops = [label.top for group in labels for label in group]
    shift = heading_height - min(*tops, -radius - 12)
    bottoms = [label.top + label.height for group in labels for label in group]
    return Frame(
        halves=[replace(half, centre=(half.centre[0], half.centre[1] + shift)) for half in halves],
        spine=_spine(sides, radius),
        labels=[[replace(label, top=label.top + shift) for label in group] for group in labels],
        headings=headings,
        bottom=max(*bottoms, radius) + shift + 14,
    )


def _spine(sides: Sequence[Side], radius: float) -> float:
    """Return the x of the spine: the middle for two halves, else such that the single half is centred."""
    if len(sides) == 2:
        return WIDTH / 2
    off = radius * 0.62
    return WIDTH / 2 - off if sides[0] == "process" else WIDTH / 2 + off


def _halves(data: ChartData, sides: Sequence[Side], radius: float) -> list[Half]:
    spine = _spine(sides, radius)
    halves = []
    for side in sides:
        direction = 1 if side == "process" else -1
        halves.append(Half(side, (spine + direction * SPINE, 0.0), radius, direction, data.axes_of(side)))
    return halves


def _fits(half: Half) -> bool:
    return all(longest_word(axis.name, TEXT_SIZE) <= _room(half, index) for index, axis in enumerate(half.axes))


def _room(half: Half, index: int) -> float:
    """Return the width available to the label of an axis, up to the edge of the chart."""
    x, _ = half.at(index, half.radius + _LABEL_DISTANCE)
    return (WIDTH - x if half.direction > 0 else x) - _EDGE


def _heading_room(half: Half, *, alone: bool) -> float:
    if alone:
        return (WIDTH - 2 * _EDGE) / HEADING_WIDENING
    return ((WIDTH - half.centre[0] if half.direction > 0 else half.centre[0]) - _EDGE) / HEADING_WIDENING


def _labels(half: Half, data: ChartData) -> list[Label]:
    labels = [_label(half, index, data) for index in range(len(half.axes))]
    return _apart(labels)


def _label(half: Half, index: int, data: ChartData) -> Label:
    axis = half.axes[index]
    x, y = half.at(index, half.radius + _LABEL_DISTANCE)
    room = _room(half, index)
    gaps = [gap_words(data, series, axis.code) for series in series_in(data, READING_ORDER)]
    gap = [line for words in gaps if words is not None for line in wrap(words, TEXT_SIZE, room)]
    label = Label(axis, x, y, wrap(axis.name, TEXT_SIZE, room) or [axis.code], gap)
    # A label above the disc ends at its axis and a label below starts there; in between it shifts gradually.
    above = (1 + math.cos(half.angle(index))) / 2
    return replace(label, top=y - above * label.height)


def _apart(labels: list[Label]) -> list[Label]:
    """Spread labels that would overlap: up in the upper half, down in the lower."""
    placed = list(labels)
    middle = len(placed) // 2
    for index in range(middle, len(placed) - 1):
        lowest = placed[index].top + placed[index].height + _LABEL_SPACE
        placed[index + 1] = replace(placed[index + 1], top=max(placed[index + 1].top, lowest))
    for index in range(middle, 0, -1):
        highest = placed[index].top - _LABEL_SPACE - placed[index - 1].height
        placed[index - 1] = replace(placed[index - 1], top=min(placed[index - 1].top, highest))
    return placed


# The drawing


def _draw_headings(canvas: Canvas, frame: Frame) -> None:
    """Draw a heading with a rule above each half; a single half gets the full width."""
    lines = max(len(heading) for heading in frame.headings)
    alone = len(frame.halves) == 1
    rule = HEADING_LINE_HEIGHT * lines + 6
    for half, heading in zip(frame.halves, frame.headings, strict=True):
        to_the_right = half.direction > 0
        outer, inner = (WIDTH - _EDGE, half.centre[0]) if to_the_right else (_EDGE, half.centre[0])
        start, end = (_EDGE, WIDTH - _EDGE) if alone else (inner, outer)
        anchor: Anchor = "right" if to_the_right and not alone else "left"
        for index, words in enumerate(heading):
            baseline = HEADING_LINE_HEIGHT * (index + 1 + lines - len(heading)) - 6
            at = (_EDGE if alone else outer, baseline)
            canvas.text(
                at,
                words,
                size=HEADING_SIZE,
                classes="chart-heading",
                tone=half.side,
                anchor=anchor,
                bold=True,
                serif=True,
            )
        canvas.line([(start, rule), (end, rule)], tone=half.side, classes="chart-rule", width=2.5)


def _draw_grid(canvas: Canvas, half: Half, data: ChartData) -> None:
    with canvas.group(f"chart-half chart-half-{half.side}"):
        canvas.field(_half_disc(half, half.radius), tone=half.side, classes="chart-field", opacity=0.07)
        for value in range(data.scale_min + 1, data.scale_max + 1):
            ring = _half_disc(half, scale_distance(value, data, half.radius))
            canvas.curve(ring, tone="line", classes="chart-grid", width=1, data={"value": str(value)})
        for index, axis in enumerate(half.axes):
            spoke = Path([half.centre, half.at(index, half.radius)])
            canvas.curve(spoke, tone="line", classes="chart-spoke", width=1, data={"axis": axis.code})


def _half_disc(half: Half, radius: float) -> Path:
    """Return a half circle, closed along the spine."""
    arc = Path.arc(-90, 90)
    flipped = np.asarray(arc.vertices) * (half.direction * radius, -radius)
    points = [(half.centre[0] + float(x), half.centre[1] + float(y)) for x, y in flipped]
    codes = [*np.asarray(arc.codes).tolist(), Path.CLOSEPOLY]
    return Path([*points, points[0]], codes)


def _draw_scale(canvas: Canvas, frame: Frame, data: ChartData) -> None:
    """Write the scale up the spine, skipping numbers that would touch; their rings are still drawn."""
    half = frame.halves[0]
    between = scale_distance(data.scale_min + 1, data, half.radius)
    step = max(1, math.ceil(TEXT_SIZE * 1.05 / between))
    for value in range(data.scale_min, data.scale_max + 1, step):
        baseline = half.centre[1] - scale_distance(value, data, half.radius) + TEXT_SIZE * 0.34
        canvas.text((frame.spine, baseline), str(value), size=TEXT_SIZE - 1, classes="chart-scale", anchor="center")


def _draw_labels(canvas: Canvas, labels: Sequence[Label]) -> None:
    for label in labels:
        with canvas.group("chart-axis"):
            baseline = label.top + _ASCENT
            for words in label.name:
                _draw_label_line(canvas, label, baseline, words, gap=False)
                baseline += LINE_HEIGHT
            for words in label.gap:
                _draw_label_line(canvas, label, baseline, words, gap=True)
                baseline += LINE_HEIGHT


def _draw_label_line(canvas: Canvas, label: Label, baseline: float, words: str, *, gap: bool) -> None:
    canvas.text(
        (label.x, baseline),
        words,
        size=TEXT_SIZE,
        classes="chart-gap" if gap else "chart-label",
        anchor="left" if label.axis.side == "process" else "right",
        italic=gap,
    )


def _draw_outline(canvas: Canvas, half: Half, series: ChartSeries, data: ChartData) -> None:
    """Draw the outline of a series in one half: lines between neighbouring values, with a gap at a missing one."""
    look = LOOKS[series.kind]
    points = [series.points.get(axis.code) for axis in half.axes]
    places = [
        half.at(index, scale_distance(point.position, data, half.radius)) if point is not None else None
        for index, point in enumerate(points)
    ]
    for run in _runs(places):
        canvas.line(run, tone=half.side, classes="chart-outline", width=look.width, dash=look.dash)
    for axis, place in zip(half.axes, places, strict=True):
        if place is not None:
            data_of = {"axis": axis.code}
            draw_marker(canvas, place, series.kind, tone=half.side, classes="chart-point", data=data_of)


def _runs(places: Sequence[Point | None]) -> list[list[Point]]:
    """Return the runs of at least two neighbouring points."""
    runs: list[list[Point]] = []
    for before, after in pairwise(places):
        if before is None or after is None:
            continue
        if runs and runs[-1][-1] is before:
            runs[-1].append(after)
        else:
            runs.append([before, after])
    return runs
