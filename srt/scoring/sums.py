"""The whole numbers from which every figure follows: added up per network and dimension with pandas, never rounded.

A person's score on a dimension is the mean of the answered items, so its denominator is the number answered: with at
most ten items of which two thirds are answered, all scores of a dimension are whole multiples of 1/``unit``, where
``unit`` is the least common multiple of those numbers (at most 2,520). Sums and squares of such multiples fit in 64
bits for more than a hundred million people, and whole numbers add up the same in any order.
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
    """Exact sums of one dimension over some people.

    ``n`` scores with ``total`` and ``squares`` in steps of 1/``unit`` (squares: of 1/``unit``²). Of the ``complete``
    rows: the sums of the answers and of their squares per item, and the sum of the squared row totals, in scale points.
    ``not_yet`` counts respondents without a score who said of an item that it was too early.
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
        """Return the sums over both sets of people; the dimension must be the same."""
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
        """The mean of the scores; None without any."""
        return Fraction(self.total, self.unit * self.n) if self.n else None

    @property
    def deviations(self) -> Fraction:
        """The sum of squared deviations of the scores from their mean."""
        return Fraction(self.n * self.squares - self.total**2, self.n * self.unit**2) if self.n else Fraction(0)

    @property
    def variance(self) -> Fraction | None:
        """The variance of the scores over n - 1; None below two."""
        return self.deviations / (self.n - 1) if self.n > 1 else None

    @property
    def item_variances(self) -> tuple[Fraction, ...] | None:
        """The variance over n - 1 of each item in the complete rows; None below two such rows."""
        if self.complete < 2:
            return None
        sums = zip(self.item_totals, self.item_squares, strict=True)
        return tuple(variance(self.complete, total, squares) for total, squares in sums)


def variance(n: int, total: int, squares: int) -> Fraction:
    """Return the variance over n - 1 of ``n`` whole numbers with this total and this sum of squares."""
    return Fraction(n * squares - total**2, n * (n - 1))


@dataclass(frozen=True, slots=True)
class NetworkSums:
    """One network: its rows, its respondents (rows with at least one scale point), and sums by dimension code."""

    rows: int
    respondents: int
    dimensions: Mapping[str, DimensionSums]


def network_sums(rows: pd.DataFrame, definition: InstrumentDefinition) -> dict[str, NetworkSums]:
    """Add up a wave: ``rows`` has the columns ``network`` and ``answers`` (one character per item, in item order).

    Returns the sums by network, in the order of their names. Raises ``ValueError`` for answers of another length or
    with characters outside the instrument's alphabet.
    """
    cells = _matrix(rows["answers"], definition)
    is_point = (cells >= ord("0")) & (cells <= ord("9"))
    values = np.where(is_point, cells.astype(np.int64) - ord("0"), 0)
    turned = np.array([item.reversed for item in definition.items], dtype=bool)
    scale = definition.scale
    values = np.where(is_point & turned, scale.min + scale.max - values, values)
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
    """Return the characters as a matrix of people by items, without parsing a row."""
    width = len(definition.items)
    if not (answers.str.len() == width).all():
        raise ValueError(f"every row needs {width} answers")
    text = "".join(answers)
    if set(text) - set(definition.alphabet):
        raise ValueError(f"answers hold other characters than {definition.alphabet}")
    return np.frombuffer(text.encode("ascii"), dtype=np.uint8).reshape(len(answers), width)


def _unit(dimension: Dimension) -> int:
    """Return the common denominator of all scores that the two-thirds rule allows."""
    return math.lcm(*range(dimension.needed, len(dimension.items) + 1))


def _dimension_columns(
    dimension: Dimension, values: Integers, is_point: npt.NDArray[np.bool_], too_early: npt.NDArray[np.bool_]
) -> dict[str, Integers]:
    """Return one column of whole numbers per sum; people without a score, or not complete, are zeros in them."""
    answered = is_point.sum(axis=1)
    scored = answered >= dimension.needed
    score = np.where(scored, values.sum(axis=1) * (_unit(dimension) // np.maximum(answered, 1)), 0)
    complete = answered == len(dimension.items)
    kept = np.where(complete[:, None], values, 0)
    columns = {
        "n": scored.astype(np.int64),
        "total": score,
        "squares": score**2,
        "complete": complete.astype(np.int64),
        "row_squares": kept.sum(axis=1) ** 2,
        "not_yet": (too_early & ~scored).astype(np.int64),
    }
    columns |= {f"item {number}": kept[:, number] for number in range(kept.shape[1])}
    columns |= {f"item {number} squared": kept[:, number] ** 2 for number in range(kept.shape[1])}
    return {f"{dimension.code} {name}": column for name, column in columns.items()}


def _network(record: Mapping[Hashable, int], definition: InstrumentDefinition) -> NetworkSums:
    dimensions = {dimension.code: _dimension(record, dimension) for dimension in definition.dimensions}
    return NetworkSums(int(record["rows"]), int(record["respondents"]), dimensions)


def _dimension(record: Mapping[Hashable, int], dimension: Dimension) -> DimensionSums:
    # Python's own integers from here on: they never overflow, and fractions of them stay exact.
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
