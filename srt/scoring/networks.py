"""Scores per network, from exact sums. Only square roots and t quantiles leave the whole numbers, at the very end.

Sources: the interval is Student's; rwg(j) is James, Demaree & Wolf (1984) with the nulls of O'Neill (2017,
doi 10.3389/fpsyg.2017.00777).
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
"""The variance that slightly skewed chance gives on five points; known for five points only."""


@dataclass(frozen=True, slots=True)
class DimensionScore:
    """One dimension of one network, in scale points.

    ``mean`` is exact; ``sd`` (over n - 1) and ``ci95`` (not clipped to the scale) are None below two scores, the
    agreement figures below two complete rows. ``not_yet`` counts the respondents without a score who said of an item
    that it was too early. ``sums`` holds the whole numbers behind all of it.
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
        """How many people answered every item: those the agreement figures rest on (without sums: taken as ``n``)."""
        return self.sums.complete if self.sums else self.n


@dataclass(frozen=True, slots=True)
class NetworkScores:
    """One network of a wave: its rows, its respondents (rows with at least one scale point), and its scores by code."""

    rows: int
    respondents: int
    dimensions: Mapping[str, DimensionScore]


def score_wave(rows: pd.DataFrame, definition: InstrumentDefinition) -> dict[str, NetworkScores]:
    """Score a wave: ``rows`` has the columns ``network`` and ``answers`` (one character per item, in item order).

    Returns the scores by network, in the order of their names, the same for any order of the rows. Raises
    ``ValueError`` for answers that do not fit the instrument.
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
    """Score one network from its rows of answers; every dimension is there, also when nobody answered."""
    if not answers:
        return {dimension.code: _nobody() for dimension in definition.dimensions}
    rows = pd.DataFrame({"network": [""] * len(answers), "answers": list(answers)})
    return dict(score_wave(rows, definition)[""].dimensions)


def _nobody() -> DimensionScore:
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


def t_975(freedom: float) -> float:
    """Return the .975 quantile of Student's t."""
    return float(stdtrit(freedom, 0.975))


def _interval(sums: DimensionSums) -> tuple[float, float] | None:
    """Return mean ± t(.975, n-1)·SD/√n."""
    if sums.mean is None or sums.variance is None:
        return None
    half = t_975(sums.n - 1) * math.sqrt(sums.variance / sums.n)
    return float(sums.mean) - half, float(sums.mean) + half


def _agreement(sums: DimensionSums, null: Fraction) -> float | None:
    """Return rwg(j) = J(1-q) / (J(1-q) + q), where q is the mean item variance over the null's, at most 1."""
    variances = sums.item_variances
    if variances is None:
        return None
    ratio = min(sum(variances, Fraction(0)) / len(variances) / null, Fraction(1))
    agreeing = len(variances) * (1 - ratio)
    return float(agreeing / (agreeing + ratio))
