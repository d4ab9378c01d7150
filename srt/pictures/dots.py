"""The dot plot: a row per dimension, grouped by side, with the value, n and (where released) the interval.

A name stands above its track, not beside it, so that long names have the whole width on a small screen.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from srt.pictures.data import SIDES, PictureAxis, PictureData, PicturePoint, PictureSeries, Side, picture_clean
from srt.pictures.looks import (
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
from srt.pictures.sheet import NO_BORDER, Border, Sheet
from srt.pictures.svg import element_id, picture_prefix, svg_from
from srt.pictures.text_layout import wrap

WIDTH = 540.0
LEFT = 16.0  # of the track: room for half a marker
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
    """One line of a row: a value, or the words for what is missing; `y` is the middle of the line."""

    series: PictureSeries
    y: float
    point: PicturePoint | None
    gap: Sequence[str]


@dataclass(frozen=True)
class Row:
    """A dimension: its name in lines with the first baseline at `top` plus a line, and its tracks."""

    axis: PictureAxis
    top: float
    name: Sequence[str]
    tracks: Sequence[Track]
    bottom: float


@dataclass(frozen=True)
class Block:
    """One side: heading and rows, with the scale on top."""

    side: Side
    top: float
    heading: Sequence[str]
    rows: Sequence[Row]
    bottom: float

    @property
    def scale(self) -> float:
        """The baseline of the scale's numbers."""
        return self.top + HEADING_LINE_HEIGHT * len(self.heading) + 6 + _SCALE_HEIGHT - 8


def draw(data: PictureData) -> str:
    """The dot plot of this data as inline SVG."""
    data = picture_clean(data)
    return svg_from(sheet_for(data), data=data, kind="dots", prefix=picture_prefix("dots", data))


def sheet_for(data: PictureData, border: Border = NO_BORDER) -> Sheet:
    """The dot plot of clean data on a sheet: the one drawing that every format is made of."""
    prefix = picture_prefix("dots", data)
    blocks = blocks_for(data)
    key = key_layout(data, WIDTH - 2 * _EDGE)
    bottom = blocks[-1].bottom + _KEY_SPACE
    sheet = Sheet(WIDTH, math.ceil(bottom + key.height + 12), border)
    for block in blocks:
        with sheet.group(f"picture-frame picture-half picture-half-{block.side}"):
            _draw_heading(sheet, block)
            _draw_grid(sheet, block, data)
            for row in block.rows:
                _draw_name(sheet, row)
    tracks = [(row.axis, track) for block in blocks for row in block.rows for track in row.tracks]
    for series in series_in(data, READING_ORDER):
        with sheet.group(f"picture-series picture-series-{series.kind}", element_id=element_id(prefix, series.key)):
            for axis, track in tracks:
                if track.series is series:
                    _draw_track(sheet, axis, track, data)
    draw_key(sheet, key, top=bottom)
    return sheet


def scale_x(value: float, data: PictureData) -> float:
    """Where a scale point lies on a track, in units from the left."""
    return LEFT + (RIGHT - LEFT) * (value - data.scale_min) / (data.scale_max - data.scale_min)


# The layout


def blocks_for(data: PictureData) -> list[Block]:
    """The sides that have dimensions, under each other."""
    blocks: list[Block] = []
    top = 0.0
    for side in SIDES:
        if data.axes_of(side):
            blocks.append(_block(data, side, top))
            top = blocks[-1].bottom + _BLOCK_SPACE
    return blocks


def _block(data: PictureData, side: Side, top: float) -> Block:
    heading = wrap(data.heading(side), HEADING_SIZE, (WIDTH - 2 * _EDGE) / HEADING_WIDENING)
    y = top + HEADING_LINE_HEIGHT * len(heading) + 6 + _SCALE_HEIGHT
    rows = []
    for axis in data.axes_of(side):
        rows.append(_row(data, axis, y))
        y = rows[-1].bottom + _ROW_SPACE
    return Block(side, top, heading, rows, rows[-1].bottom)


def _row(data: PictureData, axis: PictureAxis, top: float) -> Row:
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


def _draw_heading(sheet: Sheet, block: Block) -> None:
    for index, words in enumerate(block.heading):
        baseline = block.top + HEADING_LINE_HEIGHT * (index + 1) - 6
        at = (_EDGE, baseline)
        sheet.text(at, words, size=HEADING_SIZE, classes="picture-heading", tone=block.side, bold=True, serif=True)
    rule = block.top + HEADING_LINE_HEIGHT * len(block.heading) + 6
    sheet.line([(_EDGE, rule), (WIDTH - _EDGE, rule)], tone=block.side, classes="picture-rule", width=2.5)


def _draw_grid(sheet: Sheet, block: Block, data: PictureData) -> None:
    for value in range(data.scale_min, data.scale_max + 1):
        x = scale_x(value, data)
        sheet.text((x, block.scale), str(value), size=TEXT_SIZE - 1, classes="picture-scale", anchor="center")
    for row in block.rows:
        for track in row.tracks:
            if track.point is None:
                continue
            for value in range(data.scale_min, data.scale_max + 1):
                x = scale_x(value, data)
                tick = [(x, track.y - _TRACK / 2), (x, track.y + _TRACK / 2)]
                sheet.line(tick, tone="line", classes="picture-grid", width=1)


def _draw_name(sheet: Sheet, row: Row) -> None:
    for index, words in enumerate(row.name):
        baseline = row.top + LINE_HEIGHT * (index + 1) - 4
        sheet.text((_EDGE, baseline), words, size=TEXT_SIZE, classes="picture-label")


def _draw_track(sheet: Sheet, axis: PictureAxis, track: Track, data: PictureData) -> None:
    baseline = track.y + TEXT_SIZE * 0.34
    if track.point is None:
        for index, words in enumerate(track.gap):
            at = (_EDGE, baseline + LINE_HEIGHT * index)
            sheet.text(at, words, size=TEXT_SIZE, classes="picture-gap", italic=True)
        return
    point = track.point
    if point.low is not None and point.high is not None:
        _draw_interval(sheet, axis, (scale_x(point.low, data), scale_x(point.high, data)), track.y)
    at = (scale_x(point.position, data), track.y)
    draw_marker(sheet, at, track.series.kind, tone=axis.side, classes="picture-point", data={"axis": axis.code})
    sheet.text((_FIGURES, baseline), point.text, size=TEXT_SIZE, classes="picture-value", bold=True)
    if point.n is not None:
        count = f"n = {point.n}"
        sheet.text((WIDTH - _EDGE, baseline), count, size=TEXT_SIZE, classes="picture-n", anchor="right")


def _draw_interval(sheet: Sheet, axis: PictureAxis, ends: tuple[float, float], y: float) -> None:
    low, high = ends
    sheet.line([(low, y), (high, y)], tone=axis.side, classes="picture-interval", width=2.5)
    for x in ends:
        sheet.line([(x, y - 5), (x, y + 5)], tone=axis.side, classes="picture-interval-end", width=2.5)
