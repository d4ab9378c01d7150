"""What a picture is drawn from: released values and words, and nothing that could not be printed beside it."""

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

# XML 1.0 forbids these even when escaped; one of them in a name would break the whole page.
_UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class PictureError(ValueError):
    """The data cannot be a picture: no axes, two series of a kind, a scale upside down."""


@dataclass(frozen=True)
class PictureAxis:
    """A dimension of the instrument, in the instrument's order."""

    code: str
    side: Side
    name: str


@dataclass(frozen=True)
class PicturePoint:
    """A released value: position, low and high in scale points with one decimal; `text` as printed ("3,6", "≥ 4,8")."""

    position: float
    text: str
    low: float | None = None
    high: float | None = None
    n: int | None = None


@dataclass(frozen=True)
class PictureSeries:
    """An outline: this year, one earlier year, or the network's wish. A missing or None point is a gap."""

    key: str
    label: str
    kind: SeriesKind
    points: Mapping[str, PicturePoint | None]


@dataclass(frozen=True)
class PictureData:
    """Everything a picture says, in the reader's language; `gap_label` are the short words for a missing axis.

    The title, the network's `own_words` (with `own_words_label` under them) and the `notes` are printed in files only:
    in the page they stand beside the picture.
    """

    title: str
    description: str
    axes: Sequence[PictureAxis]
    scale_min: int
    scale_max: int
    series: Sequence[PictureSeries]
    caption: str
    process_heading: str
    product_heading: str
    gap_label: str
    language: str
    own_words: str = ""
    own_words_label: str = ""
    notes: Sequence[str] = ()
    table_heading: str = ""
    dimension_label: str = ""
    answers_label: str = ""

    def heading(self, side: Side) -> str:
        """The heading of one of the two sides."""
        return self.process_heading if side == "process" else self.product_heading

    def axes_of(self, side: Side) -> list[PictureAxis]:
        """The dimensions of one side, in the instrument's order."""
        return [axis for axis in self.axes if axis.side == side]


def picture_clean(data: PictureData) -> PictureData:
    """The same data with nothing in it that may not be drawn.

    Positions are rounded (half up) to one decimal and kept on the scale, although the releasing code did so already:
    an exact coordinate in an SVG is an exact mean. Points of unknown dimensions are dropped. Raises PictureError.
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
        own_words=_printable(data.own_words),
        own_words_label=_printable(data.own_words_label),
        notes=[_printable(note) for note in data.notes],
        table_heading=_printable(data.table_heading),
        dimension_label=_printable(data.dimension_label),
        answers_label=_printable(data.answers_label),
    )


def picture_fingerprint(data: PictureData) -> str:
    """Sixteen letters that change whenever something in the picture changes. Made of released values and words only."""
    return hashlib.sha256(repr(picture_clean(data)).encode()).hexdigest()[:16]


def _check(data: PictureData) -> None:
    if not data.axes:
        raise PictureError("A picture needs at least one dimension.")
    if data.scale_min >= data.scale_max:
        raise PictureError(f"The scale runs from {data.scale_min} to {data.scale_max}.")
    _check_unique("dimension", (axis.code for axis in data.axes))
    _check_unique("series", (series.key for series in data.series))
    # Dash and marker follow the kind: two of a kind could only be told apart by colour, so by some readers not at all.
    _check_unique("kind of series", (series.kind for series in data.series))


def _check_unique(what: str, values: Iterable[str]) -> None:
    seen: set[str] = set()
    for value in values:
        if value in seen:
            raise PictureError(f"The {what} {value!r} occurs twice in one picture.")
        seen.add(value)


def _clean_point(point: PicturePoint | None, bounds: tuple[int, int]) -> PicturePoint | None:
    if point is None:
        return None
    low, high = point.low, point.high
    whole = low is not None and high is not None
    return PicturePoint(
        position=_one_decimal(point.position, bounds),
        text=_printable(point.text),
        low=_one_decimal(low, bounds) if low is not None and whole else None,
        high=_one_decimal(high, bounds) if high is not None and whole else None,
        n=point.n,
    )


def _one_decimal(value: float, bounds: tuple[int, int]) -> float:
    if not math.isfinite(value):
        raise PictureError(f"{value} is no place on a scale; a missing value is None.")
    rounded = float(Decimal(repr(float(value))).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP))
    return min(max(rounded, float(bounds[0])), float(bounds[1]))


def _printable(words: str) -> str:
    return _UNPRINTABLE.sub("", words)
