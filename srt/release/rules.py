"""The release rules for one network: what may be shown, and how precisely (privacy rules R0, R1, R7 and R8).

Everything that is drawn, written or sent uses the values made here. They are rounded and clamped so that no figure
reveals an answer, and a suppressed cell reveals nothing about its value.
"""

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal, Protocol, TypeVar

from srt.definition import InstrumentDefinition, Scale

K = 5
"""The smallest number of people behind any figure. A programme may require more, but not fewer."""
K_SPREAD = 10
"""The smallest number of people behind an interval, a standard deviation or a statement about agreement."""
SD_FLOOR = Decimal("0.3")
_EDGE = Fraction(1, 20)
# LeBreton & Senter (2008), adopted by O'Neill (2017): no agreement up to .30, weak or moderate up to .70, strong above.
# Applied to the slight-skew null distribution, the stricter of the two.
_CLOSE_ABOVE = 0.70
_APART_UP_TO = 0.30

Bound = Literal["", "at_most", "at_least"]
Agreement = Literal["", "close", "mixed", "apart"]
# Any hashable identifiers, usually primary keys.
Response = TypeVar("Response", bound=Hashable)
Release = TypeVar("Release", bound=Hashable)


class Score(Protocol):
    """The score of one dimension, as the rules need it."""

    @property
    def n(self) -> int: ...
    @property
    def mean(self) -> Fraction | None: ...
    @property
    def sd(self) -> float | None: ...
    @property
    def ci95(self) -> tuple[float, float] | None: ...
    @property
    def rwgj_slightskew(self) -> float | None: ...
    @property
    def not_yet(self) -> int: ...
    @property
    def complete(self) -> int: ...


class Scores(Protocol):
    """The scores of one network, as the rules need them."""

    @property
    def respondents(self) -> int: ...
    @property
    def dimensions(self) -> Mapping[str, Score]: ...


@dataclass(frozen=True, slots=True)
class ReleasedValue:
    """One cell as readers may see it, in scale points with one decimal.

    If `shown` is False, only `several_not_yet` carries information. A `mean_bound` means that the true mean lies at or
    beyond `mean`, and `sd_below` that the standard deviation lies below `sd`.
    """

    dimension: str
    shown: bool
    n: int | None = None
    mean: Decimal | None = None
    mean_bound: Bound = ""
    sd: Decimal | None = None
    sd_below: bool = False
    ci_low: Decimal | None = None
    ci_high: Decimal | None = None
    agreement: Agreement = ""
    several_not_yet: bool = False


def round_half_up(value: Fraction, places: int = 1) -> Decimal:
    """Return an exact value rounded to `places` decimals, halves away from zero."""
    scaled = abs(value) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(-whole if value < 0 else whole).scaleb(-places)


def release_network(scores: Scores, definition: InstrumentDefinition, *, k: int = K) -> list[ReleasedValue] | None:
    """Return the cells of a network in instrument order.

    Returns None if no dimension has `k` scores, as in every network with fewer than `k` respondents: six people who
    answered too little would get a chart of gaps. Raises ValueError if `k` is below `K`.
    """
    if k < K:
        raise ValueError(f"k is at least {K}")
    cells = [
        _released(dimension.code, scores.dimensions[dimension.code], definition.scale, k)
        for dimension in definition.dimensions
    ]
    return cells if any(cell.shown for cell in cells) else None


def _released(code: str, score: Score, scale: Scale, k: int) -> ReleasedValue:
    # "Not yet" follows the same rule: shown from k people on, but never if all, or all but one, chose it. Two scores
    # prove that, and below k they are of known people (R14); people who left the statements open prove nothing.
    several = score.not_yet >= k and score.n >= 2
    if score.n < k or score.mean is None:
        return ReleasedValue(code, shown=False, several_not_yet=several)
    mean, bound = mean_released(score.mean, scale)
    sd, below = _spread(score, k)
    low, high = _interval(score, scale) if sd is not None and not below and _is_inside(mean, scale) else (None, None)
    agreement = _agreement(score) if min(score.n, score.complete) >= max(K_SPREAD, k) else ""
    return ReleasedValue(code, True, score.n, mean, bound, sd, below, low, high, agreement, several)


def mean_bounds(scale: Scale) -> tuple[Decimal, Decimal]:
    """Return the bounds beyond which a mean is clamped: a twentieth of the scale from its ends (1.2 and 4.8 on 1-5).

    A bound with two decimals is rounded inward to one, so that more values are clamped, not fewer.
    """
    step = _EDGE * (scale.max - scale.min) * 10
    inward = -(-step.numerator // step.denominator)
    return Decimal(scale.min * 10 + inward).scaleb(-1), Decimal(scale.max * 10 - inward).scaleb(-1)


def mean_released(mean: Fraction, scale: Scale) -> tuple[Decimal, Bound]:
    """Return a mean with one decimal, clamped at the bounds of the scale, and which bound it was clamped at (R8)."""
    low, high = mean_bounds(scale)
    # Compare the exact mean: a bound has to be true of it, and 4.75 is not "≥ 4.8".
    if mean <= Fraction(low):
        return low, "at_most"
    if mean >= Fraction(high):
        return high, "at_least"
    return round_half_up(mean), ""


def _spread(score: Score, k: int) -> tuple[Decimal | None, bool]:
    if score.n < max(K_SPREAD, k) or score.sd is None:
        return None, False
    shown = round_half_up(Fraction(score.sd))
    # Not only for 0: otherwise "< 0.3" would reveal that everyone gave the same answers.
    return (SD_FLOOR, True) if shown < SD_FLOOR else (shown, False)


def _is_inside(mean: Decimal, scale: Scale) -> bool:
    """Return whether a released mean lies between the bounds, so that it may have an interval (R8)."""
    low, high = mean_bounds(scale)
    return low < mean < high


def _interval(score: Score, scale: Scale) -> tuple[Decimal, Decimal] | tuple[None, None]:
    """Return the interval, clipped to the scale. Its width would reveal a clamped mean or SD, so never show both."""
    if score.ci95 is None:
        return None, None
    low, high = (min(max(Fraction(end), Fraction(scale.min)), Fraction(scale.max)) for end in score.ci95)
    return round_half_up(low), round_half_up(high)


def _agreement(score: Score) -> Agreement:
    if score.rwgj_slightskew is None:
        return ""
    if score.rwgj_slightskew > _CLOSE_ABOVE:
        return "close"
    return "mixed" if score.rwgj_slightskew > _APART_UP_TO else "apart"


def partition_is_safe(memberships: Mapping[Response, frozenset[Release]], k: int = K) -> bool:
    """Return whether every group of responses that share the same releases has at least `k` members (R0).

    Comparing releases can isolate exactly these groups, the atoms of the partition. `memberships` holds the set of
    releases that each response contributes to. Responses without a release are not part of any figure and are ignored.
    """
    groups = Counter(releases for releases in memberships.values() if releases)
    return all(size >= k for size in groups.values())
