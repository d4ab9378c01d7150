"""The breakdown into students and everybody else over a programme (R4), decided and rounded when a wave closes.

In pure Python, because a wave can be closed in a web request, and those do not load pandas.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Literal, NamedTuple

from srt.definition import NOT_YET, UNANSWERED, Dimension, InstrumentDefinition
from srt.release.rules import K_SPREAD, Bound, K, mean_released

Group = Literal["students", "others"]
GROUPS: tuple[Group, Group] = ("students", "others")
MIN_NETWORKS = 3
# Per network, the person scores of one dimension.
Scores = Mapping[str, Sequence[tuple[Group, Fraction]]]


class BreakdownRow(NamedTuple):
    """One response with its network and its background before coarsening."""

    network: str
    background_is_student: bool
    answers: str


class Refusal(StrEnum):
    """Why a breakdown is not released."""

    TOO_FEW_PEOPLE = "too_few_people"  # fewer than ten scores in a group
    TOO_FEW_NETWORKS = "too_few_networks"  # a group from fewer than three networks
    ONE_NETWORK_DOMINATES = "one_network_dominates"  # more than half of a group from one network
    EXPOSES_A_GROUP = "exposes_a_group"  # fewer than K people could be solved from all releases together


@dataclass(frozen=True, slots=True)
class GroupMean:
    """The released mean of one group: n scores, in scale points with one decimal, clamped like every mean (R8)."""

    n: int
    mean: Decimal
    mean_bound: Bound = ""


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The released figures of one dimension: a mean per group, or the reason why there are none."""

    dimension: str
    groups: Mapping[Group, GroupMean] | None
    refusal: Refusal | None = None


def person_score(answers: str, dimension: Dimension, definition: InstrumentDefinition) -> Fraction | None:
    """Return the mean of the answered items of a dimension, or None if fewer than two thirds are answered."""
    cells = zip(answers[definition.dimension_slice(dimension.code)], dimension.items, strict=True)
    ends = definition.scale.min + definition.scale.max
    points = [
        ends - int(cell) if item.reversed else int(cell) for cell, item in cells if cell not in (NOT_YET, UNANSWERED)
    ]
    if 3 * len(points) < 2 * len(dimension.items):
        return None
    return Fraction(sum(points), len(points))


def release_breakdown(
    rows: Iterable[BreakdownRow | tuple[str, bool, str]],
    definition: InstrumentDefinition,
    *,
    k: int = K,
    undisclosed: Collection[str] = (),
) -> list[Breakdown]:
    """Return what may be released, per dimension, over the networks with at least `k` scores on it.

    Each row holds a network, whether the background is student, and the answers. `undisclosed` names the networks whose
    stored responses do not state the background: they count if the release exposes nobody, and are left out otherwise.
    """
    responses = list(rows)
    return [_dimension(responses, dimension, definition, k, undisclosed) for dimension in definition.dimensions]


def _dimension(
    rows: Sequence[BreakdownRow | tuple[str, bool, str]],
    dimension: Dimension,
    definition: InstrumentDefinition,
    k: int,
    undisclosed: Collection[str],
) -> Breakdown:
    scores: defaultdict[str, list[tuple[Group, Fraction]]] = defaultdict(list)
    for network, is_student, answers in rows:
        score = person_score(answers, dimension, definition)
        if score is not None:
            scores[network].append(("students" if is_student else "others", score))
    published: Scores = {network: found for network, found in scores.items() if len(found) >= k}
    disclosed: Scores = {network: found for network, found in published.items() if network not in undisclosed}
    exposes = exposes_a_group(published, disclosed, k)
    included = disclosed if exposes else published
    refusal = _refusal(included, k)
    if refusal is not None:
        # Without the undisclosed networks there may be too few; the reason is then that they had to be left out.
        return Breakdown(dimension.code, None, Refusal.EXPOSES_A_GROUP if exposes else refusal)
    return Breakdown(dimension.code, {group: _mean(included, group, definition) for group in GROUPS})


def exposes_a_group(published: Scores, disclosed: Scores, k: int) -> bool:
    """Return whether a group of fewer than `k` people can be solved from the breakdown and all other figures.

    Known are the total of every published network, both groups of every disclosed one, and each group over all. Each
    other network with both groups adds one unknown, and together they have one equation. So a single such network can
    be solved, and of several the sum of their students and the sum of their others.
    """
    mixed = [
        Counter(group for group, _score in found)
        for network, found in published.items()
        if network not in disclosed and len({group for group, _score in found}) == len(GROUPS)
    ]
    together = sum(mixed, Counter[Group]())
    return any(0 < together[group] < k for group in GROUPS)


def _refusal(scores: Scores, k: int) -> Refusal | None:
    """Return the first rule of R4 that one of the groups does not meet, or None."""
    per_group = [
        Counter(network for network, found in scores.items() for of, _s in found if of == group) for group in GROUPS
    ]
    if any(counts.total() < max(K_SPREAD, k) for counts in per_group):
        return Refusal.TOO_FEW_PEOPLE
    if any(len(counts) < MIN_NETWORKS for counts in per_group):
        return Refusal.TOO_FEW_NETWORKS
    if any(2 * max(counts.values()) > counts.total() for counts in per_group):
        return Refusal.ONE_NETWORK_DOMINATES
    return None


def _mean(scores: Scores, group: Group, definition: InstrumentDefinition) -> GroupMean:
    found = [score for network in scores.values() for of, score in network if of == group]
    mean, bound = mean_released(sum(found, Fraction(0)) / len(found), definition.scale)
    return GroupMean(len(found), mean, bound)
