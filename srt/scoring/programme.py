"""Figures of a programme, with networks as units; on each dimension only publishable networks count.

Sources: Cronbach's alpha over complete rows; Shrout & Fleiss (1979) for ICC(1) and ICC(2) over person scores, with the
average group size for groups of unequal size. An undefined figure is None, never 0 or 1.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from operator import add
from typing import Literal

from srt.definition import InstrumentDefinition
from srt.release import K
from srt.scoring.networks import NetworkScores
from srt.scoring.sums import DimensionSums, variance

Reason = Literal["", "one_item", "few_complete_rows", "no_variance"]


@dataclass(frozen=True, slots=True)
class ProgrammeScore:
    """The figures of one dimension over the published networks, in scale points; None if undefined.

    `alpha_reason` says why alpha is None. The caller must not show ICC for fewer than ten networks.
    """

    networks_published: int
    mean_of_network_means: Fraction | None
    sd_between_networks: float | None
    alpha: float | None
    alpha_reason: Reason
    icc1: float | None
    icc2: float | None


def programme_scores(
    networks: Mapping[str, NetworkScores], definition: InstrumentDefinition, *, k: int = K
) -> dict[str, ProgrammeScore]:
    """Return the figures of a programme by dimension code, over the networks with at least `k` scores on it."""
    codes = [dimension.code for dimension in definition.dimensions]
    return {code: _score(_published(networks, code, k)) for code in codes}


def _published(networks: Mapping[str, NetworkScores], code: str, k: int) -> list[DimensionSums]:
    scores = [network.dimensions[code] for network in networks.values()]
    if any(score.n >= k and score.sums is None for score in scores):
        raise ValueError("programme figures need the sums behind the scores")
    return [score.sums for score in scores if score.sums is not None and score.n >= k]


def _score(published: list[DimensionSums]) -> ProgrammeScore:
    means = [sums.mean for sums in published if sums.mean is not None]
    count = len(means)
    mean = sum(means, Fraction(0)) / count if count else None
    alpha, reason = _alpha(published)
    icc1, icc2 = _intraclass(published)
    return ProgrammeScore(count, mean, _sd(means), alpha, reason, icc1, icc2)


def _sd(means: list[Fraction]) -> float | None:
    if len(means) < 2:
        return None
    middle = sum(means, Fraction(0)) / len(means)
    return math.sqrt(sum(((mean - middle) ** 2 for mean in means), Fraction(0)) / (len(means) - 1))


def _alpha(published: list[DimensionSums]) -> tuple[float | None, Reason]:
    """Return alpha over the complete rows, or None with the reason.

    For k items, alpha = k/(k-1)·(1 - sum of item variances / variance of row totals).
    """
    if not published:
        return None, "few_complete_rows"
    sums = reduce(add, published)
    variances = sums.item_variances
    items = len(sums.item_totals)
    if items < 2:
        return None, "one_item"
    if variances is None:
        return None, "few_complete_rows"
    whole = variance(sums.complete, sum(sums.item_totals), sums.row_squares)
    if not whole:
        return None, "no_variance"
    return float(Fraction(items, items - 1) * (1 - sum(variances, Fraction(0)) / whole)), ""


def _intraclass(published: list[DimensionSums]) -> tuple[float | None, float | None]:
    """Return ICC(1) and ICC(2), from the mean squares between and within networks; None if undefined."""
    if len(published) < 2:
        return None, None
    everyone = reduce(add, published)
    within_sum = sum((sums.deviations for sums in published), Fraction(0))
    between = (everyone.deviations - within_sum) / (len(published) - 1)
    within = within_sum / (everyone.n - len(published))
    size = (everyone.n - Fraction(sum(sums.n**2 for sums in published), everyone.n)) / (len(published) - 1)
    below = between + (size - 1) * within
    icc1 = float((between - within) / below) if below else None
    return icc1, float((between - within) / between) if between else None
