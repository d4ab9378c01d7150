"""Comparison of two years of one network as two independent means; people are never matched.

Sources: Welch (1947) for the interval; Hedges (1981) for g with the exact correction J = Γ(m/2) / (√(m/2)·Γ((m-1)/2)).
"""

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, Protocol

from srt.release import K_SPREAD
from srt.scoring.networks import t_975

ChangeWord = Literal["no_clear_change", "answers_differ"]


class Moments(Protocol):
    """The size, mean and SD of one year, unrounded: a score or a stored row."""

    @property
    def n(self) -> int: ...
    @property
    def mean(self) -> Fraction | None: ...
    @property
    def sd(self) -> float | None: ...


@dataclass(frozen=True, slots=True)
class Change:
    """The difference, later minus earlier, in scale points, with its 95 % interval.

    `hedges_g` is in standard deviations, or None if there is no spread.
    """

    difference: Fraction
    ci95: tuple[float, float]
    hedges_g: float | None


def change_between(earlier: Moments, later: Moments) -> Change | None:
    """Return the change between two years of one dimension, or None unless both rest on at least `K_SPREAD` scores."""
    if min(earlier.n, later.n) < K_SPREAD:
        return None
    if earlier.mean is None or later.mean is None or earlier.sd is None or later.sd is None:
        return None
    difference = later.mean - earlier.mean
    one, two = earlier.sd**2 / earlier.n, later.sd**2 / later.n
    half = 0.0
    if one + two > 0:
        degrees = (one + two) ** 2 / (one**2 / (earlier.n - 1) + two**2 / (later.n - 1))
        half = t_975(degrees) * math.sqrt(one + two)
    interval = (float(difference) - half, float(difference) + half)
    return Change(difference, interval, _hedges_g(earlier, later, float(difference)))


def _hedges_g(earlier: Moments, later: Moments, difference: float) -> float | None:
    degrees = earlier.n + later.n - 2
    squares = (earlier.n - 1) * (earlier.sd or 0.0) ** 2 + (later.n - 1) * (later.sd or 0.0) ** 2
    if not squares:
        return None
    correction = math.exp(math.lgamma(degrees / 2) - math.lgamma((degrees - 1) / 2)) / math.sqrt(degrees / 2)
    return correction * difference / math.sqrt(squares / degrees)


def describe_change(earlier: Moments, later: Moments) -> ChangeWord | None:
    """Return the only statement about two years that is released, or None if they cannot be compared.

    There is no clear change if the interval contains 0.
    """
    change = change_between(earlier, later)
    if change is None:
        return None
    low, high = change.ci95
    return "no_clear_change" if low <= 0 <= high else "answers_differ"
