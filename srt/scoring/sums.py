"""Exact integer sums per network and dimension, computed with pandas, from which all figures follow.

A person's score on a dimension is the mean of the answered items, so its denominator is the number of answered items.
Dimensions have at most ten items, and at least two thirds must be answered. All scores of a dimension are therefore
multiples of 1/`unit`, where `unit` is the least common multiple of the possible denominators (at most 2,520). Sums and
squares of these multiples fit in 64 bits for over a hundred million people, and do not depend on the order of rows.
"""

import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt
import pandas as pd

from srt.definition import NOT_YET, Dimension, InstrumentDefinition

Integers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class DimensionSums:
    """Exact sums of one dimension over a group of people.

    `n` is the number of person scores; `total` is their sum in multiples of 1/`unit`, and `squares` the sum of their
    squares in multiples of 1/`unit`². `complete` is the number of rows in which every item is answered; for these,
    `item_totals` and `item_squares` hold the sum and the sum of squares per item, and `row_squares` the sum of squared
    row totals, in scale points. `not_yet` counts respondents without a score who chose "not yet" for some item.
    """

    unit: int
    n: int
    total: int
    squares: int
    complete: int
    item_totals: tuple[int, ...]
    item_squares: tuple[int, ...]
    row_squares: int
    not_yet: int

    def __add__(self, other: "DimensionSums") -> "DimensionSums":
        """Return the sums over both groups of people, for the same dimension."""
        return DimensionSums(
            unit=self.unit,
            n=self.n + other.n,
            total=self.total + other.total,
            squares=self.squares + other.squares,
            complete=self.complete + other.complete,
            item_totals=tuple(map(sum, zip(self.item_totals, other.item_totals, strict=True))),
            item_squares=tuple(map(sum, zip(self.item_squares, other.item_squares, strict=True))),
            row_squares=self.row_squares + other.row_squares,
            not_yet=self.not_yet + other.not_yet,
        )

    @property
    def mean(self) -> Fraction | None:
        """The mean of the scores, or None if there are none."""
        return Fraction(self.total, self.unit * self.n) if self.n else None

    @property
    def deviations(self) -> Fraction:
        """The sum of squared deviations of the scores from their mean."""
        return Fraction(self.n * self.squares - self.total**2, self.n * self.unit**2) if self.n else Fraction(0)

    @property
    def variance(self) -> Fraction | None:
        """The sample variance (n - 1) of the scores, or None if there are fewer than two."""
        return self.deviations / (self.n - 1) if self.n > 1 else None

    @property
    def item_variances(self) -> tuple[Fraction, ...] | None:
        """The sample variance (n - 1) of each item over the complete rows, or None if there are fewer than two."""
        if self.complete < 2:
            return None
        sums = zip(self.item_totals, self.item_squares, strict=True)
        return tuple(variance(self.complete, total, squares) for total, squares in sums)


def variance(n: int, total: int, squares: int) -> Fraction:
    """Return the sample variance (n - 1) of `n` integers, given their total and their sum of squares."""
    return Fraction(n * squares - total**2, n * (n - 1))


@dataclass(frozen=True, slots=True)
class NetworkSums:
    """The sums of one network by dimension code. Respondents are rows with at least one scale point."""

    rows: int
    respondents: int
    dimensions: Mapping[str, DimensionSums]


def network_sums(rows: pd.DataFrame, definition: InstrumentDefinition) -> dict[str, NetworkSums]:
    """Return the sums of a wave by network, ordered by name.

    `rows` has the columns `network` and `answers` (one character per item, in item order). Raises ValueError if answers
    have the wrong length or contain characters outside the alphabet of the instrument.
    """
    cells = _matrix(rows["answers"], definition)
    is_point = (cells >= ord("0")) & (cells <= ord("9"))
    values = np.where(is_point, cells.astype(np.int64) - ord("0"), 0)
    is_reversed = np.array([item.reversed for item in definition.items], dtype=bool)
    scale = definition.scale
    values = np.where(is_point & is_reversed, scale.min + scale.max - values, values)
    respondent: npt.NDArray[np.bool_] = np.asarray(is_point.any(axis=1))
    columns: dict[str, Integers] = {
        "rows": np.ones(len(rows), dtype=np.int64),
        "respondents": respondent.astype(np.int64),
    }
    for dimension in definition.dimensions:
        place = definition.dimension_slice(dimension.code)
        too_early = respondent & (cells[:, place] == ord(NOT_YET)).any(axis=1)
        columns |= _dimension_columns(dimension, values[:, place], is_point[:, place], too_early)
    added = pd.DataFrame(columns).groupby(rows["network"].astype(str).to_numpy(), sort=True).sum()
    records = zip(added.index, added.to_dict("records"), strict=True)
    return {str(network): _network(record, definition) for network, record in records}


def _matrix(answers: "pd.Series[str]", definition: InstrumentDefinition) -> npt.NDArray[np.uint8]:
    """Return the answers as a matrix of character codes, people by items."""
    width = len(definition.items)
    if not (answers.str.len() == width).all():
        raise ValueError(f"every row needs {width} answers")
    text = "".join(answers)
    if set(text) - set(definition.alphabet):
        raise ValueError(f"answers hold other characters than {definition.alphabet}")
    return np.frombuffer(text.encode("ascii"), dtype=np.uint8).reshape(len(answers), width)


def _unit(dimension: Dimension) -> int:
    """Return the common denominator of all scores possible under the two-thirds rule."""
    return math.lcm(*range(dimension.min_answered, len(dimension.items) + 1))


def _dimension_columns(
    dimension: Dimension, values: Integers, is_point: npt.NDArray[np.bool_], too_early: npt.NDArray[np.bool_]
) -> dict[str, Integers]:
    """Return one integer column per sum, with zeros for people without a score or with incomplete rows."""
    answered = is_point.sum(axis=1)
    scored = answered >= dimension.min_answered
    score = np.where(scored, values.sum(axis=1) * (_unit(dimension) // np.maximum(answered, 1)), 0)
    complete = answered == len(dimension.items)
    points = np.where(complete[:, None], values, 0)
    columns = {
        "n": scored.astype(np.int64),
        "total": score,
        "squares": score**2,
        "complete": complete.astype(np.int64),
        "row_squares": points.sum(axis=1) ** 2,
        "not_yet": (too_early & ~scored).astype(np.int64),
    }
    columns |= {f"item {number}": points[:, number] for number in range(points.shape[1])}
    columns |= {f"item {number} squared": points[:, number] ** 2 for number in range(points.shape[1])}
    return {f"{dimension.code} {name}": column for name, column in columns.items()}


def _network(record: Mapping[Hashable, int], definition: InstrumentDefinition) -> NetworkSums:
    dimensions = {dimension.code: _dimension(record, dimension) for dimension in definition.dimensions}
    return NetworkSums(int(record["rows"]), int(record["respondents"]), dimensions)


def _dimension(record: Mapping[Hashable, int], dimension: Dimension) -> DimensionSums:
    # Python integers from here on: they never overflow, and fractions of them are exact.
    def column(name: str) -> int:
        return int(record[f"{dimension.code} {name}"])

    numbers = range(len(dimension.items))
    return DimensionSums(
        unit=_unit(dimension),
        n=column("n"),
        total=column("total"),
        squares=column("squares"),
        complete=column("complete"),
        item_totals=tuple(column(f"item {number}") for number in numbers),
        item_squares=tuple(column(f"item {number} squared") for number in numbers),
        row_squares=column("row_squares"),
        not_yet=column("not_yet"),
    )
