"""The rules of release for one network (R0, R1, R7 and R8 of the privacy rules): what may be shown, and how coarsely.

Everything that is drawn, written or sent comes from the values made here. They are rounded and clamped, so that no
figure gives back an answer, and a cell that is not shown says nothing of itself.
"""

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal, Protocol, TypeVar

from srt.definition import InstrumentDefinition, Scale

K = 5
"""The fewest people behind a figure. A programme may ask for more, never for less."""
K_SPREAD = 10
"""The fewest people behind an interval, a standard deviation or a word about agreement."""
SD_FLOOR = Decimal("0.3")
_EDGE = Fraction(1, 20)
# LeBreton & Senter (2008), as taken over by O'Neill (2017): up to .30 no agreement, up to .70 weak or moderate, above
# that strong. Read on the slight-skew null, the stricter of the two.
_CLOSE_ABOVE = 0.70
_APART_UP_TO = 0.30

Bound = Literal["", "at_most", "at_least"]
Agreement = Literal["", "close", "mixed", "apart"]
# Whatever the caller names them by: keys of rows, most often.
Response = TypeVar("Response", bound=Hashable)
Release = TypeVar("Release", bound=Hashable)


class Score(Protocol):
    """What the rules need of a score of one dimension."""

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
    """What the rules need of the scores of a network."""

    @property
    def respondents(self) -> int: ...
    @property
    def dimensions(self) -> Mapping[str, Score]: ...


@dataclass(frozen=True, slots=True)
class ReleasedValue:
    """One cell as anybody may see it, in scale points with one decimal.

    A cell with ``shown`` False says nothing else but, perhaps, that several could not tell yet. ``mean_bound`` tells
    that the mean lies at or beyond ``mean``; ``sd_below`` that the standard deviation lies below ``sd``.
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
    """Round an exact value to ``places`` decimals, halves away from zero."""
    scaled = abs(value) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(-whole if value < 0 else whole).scaleb(-places)


def release_network(scores: Scores, definition: InstrumentDefinition, *, k: int = K) -> list[ReleasedValue] | None:
    """Return the cells of a network in the order of the instrument; None for a network that gets no release at all.

    That is a network with fewer than ``k`` respondents. Raises ``ValueError`` for a ``k`` below five.
    """
    if k < K:
        raise ValueError(f"k is at least {K}")
    if scores.respondents < k:
        return None
    return [
        _released(dimension.code, scores.dimensions[dimension.code], definition.scale, k, scores.respondents)
        for dimension in definition.dimensions
    ]


def _released(code: str, score: Score, scale: Scale, k: int, respondents: int) -> ReleasedValue:
    # A group like any other: told from k people on, and never when it is everybody or everybody but one.
    several = k <= score.not_yet <= respondents - 2
    if score.n < k or score.mean is None:
        return ReleasedValue(code, shown=False, several_not_yet=several)
    mean, bound = _mean(score.mean, scale)
    sd, below = _spread(score, k)
    low, high = _interval(score, scale) if sd is not None and not below and not bound else (None, None)
    agreement = _agreement(score) if min(score.n, score.complete) >= max(K_SPREAD, k) else ""
    return ReleasedValue(code, True, score.n, mean, bound, sd, below, low, high, agreement, several)


def mean_bounds(scale: Scale) -> tuple[Decimal, Decimal]:
    """Return the two means at which the ends of the scale are cut off: a twentieth of its width, 1.2 and 4.8 on 1-5.

    Where a twentieth has two decimals the bound moves inward to one decimal, so that more is cut off and not less.
    """
    step = _EDGE * (scale.max - scale.min) * 10
    inward = -(-step.numerator // step.denominator)
    return Decimal(scale.min * 10 + inward).scaleb(-1), Decimal(scale.max * 10 - inward).scaleb(-1)


def _mean(mean: Fraction, scale: Scale) -> tuple[Decimal, Bound]:
    low, high = mean_bounds(scale)
    shown = round_half_up(mean)
    # The rounded mean decides: otherwise "4.8" and "≥ 4.8" side by side would tell on which side of 4.8 a mean lies.
    if shown <= low:
        return low, "at_most"
    if shown >= high:
        return high, "at_least"
    return shown, ""


def _spread(score: Score, k: int) -> tuple[Decimal | None, bool]:
    if score.n < max(K_SPREAD, k) or score.sd is None:
        return None, False
    shown = round_half_up(Fraction(score.sd))
    # Not for 0 alone: if "< 0.3" stood for 0 only, it would say that everybody answered the same.
    return (SD_FLOOR, True) if shown < SD_FLOOR else (shown, False)


def _interval(score: Score, scale: Scale) -> tuple[Decimal, Decimal] | tuple[None, None]:
    """Return the interval within the scale. Not beside a bound or "< 0.3": its width would give back what they hide."""
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
    """Tell whether every group of responses that contributed to the same releases holds at least ``k`` of them (R0).

    ``memberships`` has the releases of each response. Responses that contributed to none are in no figure, so nothing
    can be solved for them: they form no group.
    """
    groups = Counter(releases for releases in memberships.values() if releases)
    return all(size >= k for size in groups.values())
