"""The radar: two half discs with a spine between them, product on the left and process on the right.

Each half has its own centre, heading, colour and outlines. No outline crosses the spine, so nothing suggests that
process and product are one number, and no outline is filled: an area would exaggerate.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from matplotlib.path import Path

from srt.pictures.data import SIDES, PictureAxis, PictureData, PictureSeries, Side, picture_clean
from srt.pictures.looks import (
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
from srt.pictures.sheet import NO_BORDER, Anchor, Border, Point, Sheet
from srt.pictures.svg import element_id, picture_prefix, svg_from
from srt.pictures.text_layout import longest_word, wrap

WIDTH = 540.0
SPINE = 13.0  # from the middle of the spine to each half: room for a digit
_LARGEST, _SMALLEST, _STEP = 176.0, 116.0, 2.0
_LABEL_DISTANCE = 14.0
_EDGE = 2.0
_ASCENT, _DESCENT = TEXT_SIZE * 0.74, TEXT_SIZE * 0.24
_LABEL_SPACE = 12.0  # between two labels above each other


@dataclass(frozen=True)
class Half:
    """One half disc: its centre and radius in units, and which way it opens (-1 left, 1 right)."""

    side: Side
    centre: Point
    radius: float
    direction: int
    axes: Sequence[PictureAxis]

    def angle(self, index: int) -> float:
        """The angle of an axis from straight up, in radians, away from the spine: half a step in at both ends."""
        return math.pi * (index + 0.5) / len(self.axes)

    def at(self, index: int, distance: float) -> Point:
        """The place at `distance` units from the centre along an axis."""
        angle = self.angle(index)
        x = self.centre[0] + self.direction * distance * math.sin(angle)
        return x, self.centre[1] - distance * math.cos(angle)


@dataclass(frozen=True)
class Label:
    """The words at the end of an axis: name, then what is missing; `x` at the side of the disc, `top` of the block."""

    axis: PictureAxis
    x: float
    top: float
    name: Sequence[str]
    gap: Sequence[str]

    @property
    def height(self) -> float:
        """From the top of the first line to the bottom of the last."""
        return _ASCENT + _DESCENT + LINE_HEIGHT * (len(self.name) + len(self.gap) - 1)


@dataclass(frozen=True)
class Frame:
    """Where everything stands before a value is drawn: the same for every network and year of an instrument."""

    halves: Sequence[Half]
    spine: float
    labels: Sequence[Sequence[Label]]
    headings: Sequence[Sequence[str]]
    bottom: float


def draw(data: PictureData) -> str:
    """The radar of this data as inline SVG."""
    data = picture_clean(data)
    return svg_from(sheet_for(data), data=data, kind="radar", prefix=picture_prefix("radar", data))


def sheet_for(data: PictureData, border: Border = NO_BORDER) -> Sheet:
    """The radar of clean data on a sheet: the one drawing that every format is made of."""
    prefix = picture_prefix("radar", data)
    frame = frame_for(data)
    key = key_layout(data, WIDTH - 2 * _EDGE)
    sheet = Sheet(WIDTH, math.ceil(frame.bottom + key.height + 12), border)
    with sheet.group("picture-frame"):
        _draw_headings(sheet, frame)
        for half in frame.halves:
            _draw_grid(sheet, half, data)
        _draw_scale(sheet, frame, data)
    for labels in frame.labels:
        _draw_labels(sheet, labels)
    for series in series_in(data, DRAWING_ORDER):
        with sheet.group(f"picture-series picture-series-{series.kind}", element_id=element_id(prefix, series.key)):
            for half in frame.halves:
                _draw_outline(sheet, half, series, data)
    draw_key(sheet, key, top=frame.bottom)
    return sheet


def scale_distance(value: float, data: PictureData, radius: float) -> float:
    """How far from the centre a scale point lies, in units; the centre is the scale's lowest point."""
    return radius * (value - data.scale_min) / (data.scale_max - data.scale_min)


# The frame


def frame_for(data: PictureData) -> Frame:
    """The largest frame in which no word of a name has to be broken; the smallest if one has to be anyway."""
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
    """The middle of the spine: of the picture for two halves, else where the one half stands in the middle."""
    if len(sides) == 2:
        return WIDTH / 2
    off = radius * 0.62
    return WIDTH / 2 - off if sides[0] == "process" else WIDTH / 2 + off


def _halves(data: PictureData, sides: Sequence[Side], radius: float) -> list[Half]:
    spine = _spine(sides, radius)
    halves = []
    for side in sides:
        direction = 1 if side == "process" else -1
        halves.append(Half(side, (spine + direction * SPINE, 0.0), radius, direction, data.axes_of(side)))
    return halves


def _fits(half: Half) -> bool:
    return all(longest_word(axis.name, TEXT_SIZE) <= _room(half, index) for index, axis in enumerate(half.axes))


def _room(half: Half, index: int) -> float:
    """How wide the label of an axis may be: from the end of the axis to the edge of the picture."""
    x, _ = half.at(index, half.radius + _LABEL_DISTANCE)
    return (WIDTH - x if half.direction > 0 else x) - _EDGE


def _heading_room(half: Half, *, alone: bool) -> float:
    if alone:
        return (WIDTH - 2 * _EDGE) / HEADING_WIDENING
    return ((WIDTH - half.centre[0] if half.direction > 0 else half.centre[0]) - _EDGE) / HEADING_WIDENING


def _labels(half: Half, data: PictureData) -> list[Label]:
    labels = [_label(half, index, data) for index in range(len(half.axes))]
    return _apart(labels)


def _label(half: Half, index: int, data: PictureData) -> Label:
    axis = half.axes[index]
    x, y = half.at(index, half.radius + _LABEL_DISTANCE)
    room = _room(half, index)
    gaps = [gap_words(data, series, axis.code) for series in series_in(data, READING_ORDER)]
    gap = [line for words in gaps if words is not None for line in wrap(words, TEXT_SIZE, room)]
    label = Label(axis, x, y, wrap(axis.name, TEXT_SIZE, room) or [axis.code], gap)
    # Above the disc a label stands on the end of its axis, below it hangs from it, in between it moves from one to
    # the other.
    above = (1 + math.cos(half.angle(index))) / 2
    return replace(label, top=y - above * label.height)


def _apart(labels: list[Label]) -> list[Label]:
    """Labels that would touch move away from the middle: up in the upper half, down in the lower."""
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


def _draw_headings(sheet: Sheet, frame: Frame) -> None:
    """A heading over each half, with a rule as wide as the half has room; one half alone has the whole width."""
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
            sheet.text(
                at,
                words,
                size=HEADING_SIZE,
                classes="picture-heading",
                tone=half.side,
                anchor=anchor,
                bold=True,
                serif=True,
            )
        sheet.line([(start, rule), (end, rule)], tone=half.side, classes="picture-rule", width=2.5)


def _draw_grid(sheet: Sheet, half: Half, data: PictureData) -> None:
    with sheet.group(f"picture-half picture-half-{half.side}"):
        sheet.field(_half_disc(half, half.radius), tone=half.side, classes="picture-field", opacity=0.07)
        for value in range(data.scale_min + 1, data.scale_max + 1):
            ring = _half_disc(half, scale_distance(value, data, half.radius))
            sheet.curve(ring, tone="line", classes="picture-grid", width=1, data={"value": str(value)})
        for index, axis in enumerate(half.axes):
            spoke = Path([half.centre, half.at(index, half.radius)])
            sheet.curve(spoke, tone="line", classes="picture-spoke", width=1, data={"axis": axis.code})


def _half_disc(half: Half, radius: float) -> Path:
    """Half a circle, closed along the spine."""
    arc = Path.arc(-90, 90)
    flipped = np.asarray(arc.vertices) * (half.direction * radius, -radius)
    points = [(half.centre[0] + float(x), half.centre[1] + float(y)) for x, y in flipped]
    codes = [*np.asarray(arc.codes).tolist(), Path.CLOSEPOLY]
    return Path([*points, points[0]], codes)


def _draw_scale(sheet: Sheet, frame: Frame, data: PictureData) -> None:
    """The scale's numbers up the spine: 1 at the centre. Numbers that would touch are left out, their rings are not."""
    half = frame.halves[0]
    between = scale_distance(data.scale_min + 1, data, half.radius)
    step = max(1, math.ceil(TEXT_SIZE * 1.05 / between))
    for value in range(data.scale_min, data.scale_max + 1, step):
        baseline = half.centre[1] - scale_distance(value, data, half.radius) + TEXT_SIZE * 0.34
        sheet.text((frame.spine, baseline), str(value), size=TEXT_SIZE - 1, classes="picture-scale", anchor="center")


def _draw_labels(sheet: Sheet, labels: Sequence[Label]) -> None:
    for label in labels:
        with sheet.group("picture-axis"):
            baseline = label.top + _ASCENT
            for words in label.name:
                _draw_label_line(sheet, label, baseline, words, gap=False)
                baseline += LINE_HEIGHT
            for words in label.gap:
                _draw_label_line(sheet, label, baseline, words, gap=True)
                baseline += LINE_HEIGHT


def _draw_label_line(sheet: Sheet, label: Label, baseline: float, words: str, *, gap: bool) -> None:
    sheet.text(
        (label.x, baseline),
        words,
        size=TEXT_SIZE,
        classes="picture-gap" if gap else "picture-label",
        anchor="left" if label.axis.side == "process" else "right",
        italic=gap,
    )


def _draw_outline(sheet: Sheet, half: Half, series: PictureSeries, data: PictureData) -> None:
    """The outline of one series in one half: lines between neighbouring values, so a missing axis is a gap."""
    look = LOOKS[series.kind]
    points = [series.points.get(axis.code) for axis in half.axes]
    places = [
        half.at(index, scale_distance(point.position, data, half.radius)) if point is not None else None
        for index, point in enumerate(points)
    ]
    for run in _runs(places):
        sheet.line(run, tone=half.side, classes="picture-outline", width=look.width, dash=look.dash)
    for axis, place in zip(half.axes, places, strict=True):
        if place is not None:
            data_of = {"axis": axis.code}
            draw_marker(sheet, place, series.kind, tone=half.side, classes="picture-point", data=data_of)


def _runs(places: Sequence[Point | None]) -> list[list[Point]]:
    """The stretches of at least two neighbouring places."""
    runs: list[list[Point]] = []
    for before, after in pairwise(places):
        if before is None or after is None:
            continue
        if runs and runs[-1][-1] is before:
            runs[-1].append(after)
        else:
            runs.append([before, after])
    return runs
