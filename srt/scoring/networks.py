"""Scores per network, computed from exact sums; only square roots and t quantiles are floating-point.

Sources: Student's t for the interval; James, Demaree & Wolf (1984) for rwg(j), with the null distributions of O'Neill
(2017, doi 10.3389/fpsyg.2017.00777).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import pandas as pd
from scipy.special import stdtrit

from srt.definition import InstrumentDefinition, Scale
from srt.scoring.sums import DimensionSums, network_sums

SLIGHT_SKEW_NULL = Fraction(134, 100)
"""The variance of the slightly skewed null distribution, which is published for five points only."""


@dataclass(frozen=True, slots=True)
class DimensionScore:
    """The figures of one dimension in one network, in scale points.

    `mean` is exact. `sd` (n - 1) and `ci95` (not clipped to the scale) are None for fewer than two scores; the
    agreement figures are None for fewer than two complete rows. `not_yet` counts respondents without a score who chose
    "not yet" for some item. `sums` holds the exact sums behind the figures.
    """

    n: int
    mean: Fraction | None
    sd: float | None
    ci95: tuple[float, float] | None
    rwgj_uniform: float | None
    rwgj_slightskew: float | None
    not_yet: int
    sums: DimensionSums | None = field(default=None, repr=False)

    @property
    def complete(self) -> int:
        """The number of people behind the agreement figures: those who answered every item, or `n` without `sums`."""
        return self.sums.complete if self.sums else self.n


@dataclass(frozen=True, slots=True)
class NetworkScores:
    """The scores of one network by dimension code. Respondents are rows with at least one scale point."""

    rows: int
    respondents: int
    dimensions: Mapping[str, DimensionScore]


def score_wave(rows: pd.DataFrame, definition: InstrumentDefinition) -> dict[str, NetworkScores]:
    """Return the scores of a wave by network, ordered by name; the order of the rows does not matter.

    `rows` has the columns `network` and `answers` (one character per item, in item order). Raises ValueError for
    answers that do not fit the instrument.
    """
    return {
        network: NetworkScores(
            sums.rows,
            sums.respondents,
            {code: dimension_score(one, definition.scale) for code, one in sums.dimensions.items()},
        )
        for network, sums in network_sums(rows, definition).items()
    }


def score_network(answers: Sequence[str], definition: InstrumentDefinition) -> dict[str, DimensionScore]:
    """Return the scores of one network by dimension code; without answers, every dimension has an empty score."""
    if not answers:
        return {dimension.code: _empty_score() for dimension in definition.dimensions}
    rows = pd.DataFrame({"network": [""] * len(answers), "answers": list(answers)})
    return dict(score_wave(rows, definition)[""].dimensions)


def _empty_score() -> DimensionScore:
    return DimensionScore(0, None, None, None, None, None, 0)


def dimension_score(sums: DimensionSums, scale: Scale) -> DimensionScore:
    """Return the figures that follow from the sums."""
    points = len(scale.points)
    uniform = Fraction(points**2 - 1, 12)
    sd = math.sqrt(sums.variance) if sums.variance is not None else None
    return DimensionScore(
        n=sums.n,
        mean=sums.mean,
        sd=sd,
        ci95=_interval(sums),
        rwgj_uniform=_agreement(sums, uniform),
        rwgj_slightskew=_agreement(sums, SLIGHT_SKEW_NULL) if points == 5 else None,
        not_yet=sums.not_yet,
        sums=sums,
    )


def t_975(degrees: float) -> float:
    """Return the .975 quantile of Student's t with these degrees of freedom."""
    return float(stdtrit(degrees, 0.975))


def _interval(sums: DimensionSums) -> tuple[float, float] | None:
    """Return mean ± t(.975, n-1)·SD/√n."""
    if sums.mean is None or sums.variance is None:
        return None
    half = t_975(sums.n - 1) * math.sqrt(sums.variance / sums.n)
    return float(sums.mean) - half, float(sums.mean) + half


def _agreement(sums: DimensionSums, null: Fraction) -> float | None:
    """Return rwg(j) = J(1-q) / (J(1-q) + q) for J items, where q = mean item variance / null variance, at most 1."""
    variances = sums.item_variances
    if variances is None:
        return None
    ratio = min(sum(variances, Fraction(0)) / len(variances) / null, Fraction(1))
    agreeing = len(variances) * (1 - ratio)
    return float(agreeing / (agreeing + ratio))
