"""A slow reference scorer that follows the rules literally, with lists and fractions instead of arrays."""

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from srt.definition import Dimension, InstrumentDefinition

Row = list[int | None]


class ReferenceScore(NamedTuple):
    """The reference figures of one dimension; the spread is a variance, so that it stays exact."""

    n: int
    mean: Fraction | None
    variance: Fraction | None
    rwgj_uniform: Fraction | None
    not_yet: int


def points(answers: str, dimension: Dimension, definition: InstrumentDefinition) -> Row:
    """Return the answers of a person on a dimension as recoded scale points, or None if missing."""
    row: Row = []
    for item in dimension.items:
        cell = answers[definition.item_index(item.code)]
        if not cell.isdigit():
            row.append(None)
        elif item.reversed:
            row.append(definition.scale.min + definition.scale.max - int(cell))
        else:
            row.append(int(cell))
    return row


def person(row: Row) -> Fraction | None:
    """Return the mean of the answered items, or None if fewer than two thirds are answered."""
    answered = [point for point in row if point is not None]
    if 3 * len(answered) < 2 * len(row):
        return None
    return Fraction(sum(answered), len(answered))


def mean(values: Sequence[Fraction | int]) -> Fraction:
    """Return the exact mean."""
    return sum((Fraction(value) for value in values), Fraction(0)) / len(values)


def variance(values: Sequence[Fraction | int]) -> Fraction:
    """Return the exact sample variance (n - 1)."""
    return sum(((value - mean(values)) ** 2 for value in values), Fraction(0)) / (len(values) - 1)


def reference_score(rows: Sequence[str], dimension: Dimension, definition: InstrumentDefinition) -> ReferenceScore:
    """Return the figures of one dimension of one network."""
    respondents = [answers for answers in rows if any(cell.isdigit() for cell in answers)]
    places = [definition.item_index(item.code) for item in dimension.items]
    scores, not_yet = [], 0
    for answers in respondents:
        score = person(points(answers, dimension, definition))
        if score is not None:
            scores.append(score)
        elif any(answers[place] == "?" for place in places):
            not_yet += 1
    middle = mean(scores) if scores else None
    spread = variance(scores) if len(scores) > 1 else None
    return ReferenceScore(len(scores), middle, spread, _agreement(respondents, dimension, definition), not_yet)


def _agreement(rows: Sequence[str], dimension: Dimension, definition: InstrumentDefinition) -> Fraction | None:
    complete = []
    for answers in rows:
        row = [point for point in points(answers, dimension, definition) if point is not None]
        if len(row) == len(dimension.items):
            complete.append(row)
    if len(complete) < 2:
        return None
    items = len(dimension.items)
    observed = mean([variance([row[place] for row in complete]) for place in range(items)])
    null = Fraction(len(definition.scale.points) ** 2 - 1, 12)
    ratio = min(observed / null, Fraction(1))
    return items * (1 - ratio) / (items * (1 - ratio) + ratio)


def close(one: float | None, other: Fraction | None, *, root: bool = False) -> bool:
    """Return whether two figures are equal to within 1e-12, or both undefined."""
    if one is None or other is None:
        return one is None and other is None
    return math.isclose(one, math.sqrt(other) if root else float(other), rel_tol=1e-12, abs_tol=1e-12)
