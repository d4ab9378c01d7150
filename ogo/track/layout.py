"""The geometry of the track: where bands, marks, months and today are drawn. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ogo.track.shapes import Band, Mark

WIDTH, MARGIN = 1000, 12
BAND_TOP, BAND_HEIGHT = 58, 42
LANE_TOP, LANE_HEIGHT = 118, 20
MARK_ROOM, TICK_ROOM = 17, 66
FOOT = 26
LETTER = 7.6
DayToX = Callable[[date], float]
TICK_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)


@dataclass(frozen=True, slots=True)
class PlacedBand:
    """A band from x on; `label` is the name as far as it fits, `opens_cycle` whether it is the first of its cycle."""

    band: Band
    x: float
    width: float
    label: str
    opens_cycle: bool
    is_current: bool


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """A mark with its middle."""

    mark: Mark
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A first of the month on the axis."""

    day: date
    x: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything on the track with its place, in a picture of WIDTH by `height`. `today` is None outside the track."""

    first_day: date
    last_day: date
    height: int
    bands: list[PlacedBand]
    marks: list[PlacedMark]
    ticks: list[Tick]
    today: float | None


def track_layout(bands: Sequence[Band], marks: Sequence[Mark], today: date) -> Layout:
    """Return the places of bands and marks, from the first day of any to the last. Raises ValueError without bands."""
    first = min([*(band.first_day for band in bands), *(mark.day for mark in marks)])
    last = max([*(band.last_day for band in bands), *(mark.day for mark in marks)])
    unit = (WIDTH - 2 * MARGIN) / ((last - first).days + 1)

    def x_of(day: date) -> float:
        return round(MARGIN + (day - first).days * unit, 1)

    placed = _place_marks(marks, lambda day: round(x_of(day) + unit / 2, 1))
    lanes = max((round((each.y - LANE_TOP) / LANE_HEIGHT) + 1 for each in placed), default=0)
    return Layout(
        first_day=first,
        last_day=last,
        height=LANE_TOP + lanes * LANE_HEIGHT + FOOT,
        bands=_place_bands(bands, x_of, today),
        marks=placed,
        ticks=_ticks(first, last, unit, x_of),
        today=round(x_of(today) + unit / 2, 1) if first <= today <= last else None,
    )


def _place_bands(bands: Sequence[Band], x_of: DayToX, today: date) -> list[PlacedBand]:
    placed: list[PlacedBand] = []
    cycle = 0
    for band in bands:
        x = x_of(band.first_day)
        width = round(x_of(band.last_day + timedelta(days=1)) - x, 1)
        is_current = band.first_day <= today <= band.last_day
        placed.append(PlacedBand(band, x, width, fitted(band.name, width), band.cycle != cycle, is_current))
        cycle = band.cycle
    return placed


def fitted(text: str, width: float) -> str:
    """Return the part of a text that fits in a width, with an ellipsis; "" if not even four letters fit."""
    letters = int((width - 10) / LETTER)
    if letters >= len(text):
        return text
    return f"{text[: letters - 1].rstrip()}…" if letters >= 5 else ""


def _place_marks(marks: Sequence[Mark], x_of: DayToX) -> list[PlacedMark]:
    """Return the marks in lanes below each other, so that none covers another."""
    ends: list[float] = []
    placed: list[PlacedMark] = []
    for mark in sorted(marks, key=lambda mark: mark.day):
        x = x_of(mark.day)
        lane = next((number for number, end in enumerate(ends) if end <= x), len(ends))
        ends[lane : lane + 1] = [x + MARK_ROOM]
        placed.append(PlacedMark(mark, x, LANE_TOP + lane * LANE_HEIGHT))
    return placed


def _ticks(first: date, last: date, unit: float, x_of: DayToX) -> list[Tick]:
    """Return firsts of months, so far apart that their names fit; always the same months in each year."""
    step = next((step for step in TICK_STEPS if step * 30.4 * unit >= TICK_ROOM), TICK_STEPS[-1])
    month = first.year * 12 + first.month - 1 + (first.day > 1)
    month += -month % step
    ticks = []
    while (day := date(month // 12, month % 12 + 1, 1)) <= last:
        if x_of(day) <= WIDTH - TICK_ROOM / 2:
            ticks.append(Tick(day, x_of(day)))
        month += step
        if month // 12 > date.max.year:
            break
    return ticks
