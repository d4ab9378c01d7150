"""The breakdown into students and everybody else over a programme (R4), decided and rounded when a wave closes.

In pure Python, because a wave can be closed in a web request, and those do not load pandas.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Literal, NamedTuple

from srt.definition import NOT_YET, UNANSWERED, Dimension, InstrumentDefinition
from srt.release.ambiguity import Hidden, Limits, Seats, backgrounds_are_ambiguous
from srt.release.rules import K_SPREAD, Bound, K, mean_released

Group = Literal["students", "others"]
GROUPS: tuple[Group, Group] = ("students", "others")
MIN_NETWORKS = 3


class PersonScore(NamedTuple):
    """The score of one person on one dimension."""

    group: Group
    score: Fraction
    is_known: bool


# Per network, the person scores of one dimension.
Scores = Mapping[str, Sequence[PersonScore]]


class BreakdownRow(NamedTuple):
    """One response before coarsening: its network, its background, and whether the programme knows the person."""

    network: str
    background_is_student: bool
    answers: str
    is_known: bool = True


class Invited(NamedTuple):
    """The number of invited people in a network: students, and all others."""

    students: int
    others: int


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
    invited: Mapping[str, Invited] | None = None,
) -> list[Breakdown]:
    """Return what may be released, per dimension, over the networks with at least `k` scores on it.

    `undisclosed` names the networks whose stored responses do not state the background: they count if the release
    exposes nobody, and are left out otherwise. `invited` says what everyone may know of a network; without it, the
    numbers of students and others among its responses are taken to be known. Only people whom the programme knows count
    towards the numbers that the rules ask for (R14).
    """
    responses = [BreakdownRow(*row) for row in rows]
    decided = [_dimension(responses, dimension, definition, k, undisclosed) for dimension in definition.dimensions]
    if not _is_ambiguous(responses, decided, definition, undisclosed, invited or {}):
        disclosed = [row for row in responses if row.network not in undisclosed]
        decided = [_narrowed(one, disclosed, definition, k, undisclosed) for one in decided]
    return [one.breakdown for one in decided]


@dataclass(frozen=True, slots=True)
class _Decision:
    """The breakdown of a dimension, and the networks it covers."""

    dimension: Dimension
    breakdown: Breakdown
    networks: Collection[str]


def _dimension(
    rows: Sequence[BreakdownRow],
    dimension: Dimension,
    definition: InstrumentDefinition,
    k: int,
    undisclosed: Collection[str],
) -> _Decision:
    published = _published(rows, dimension, definition, k)
    disclosed: Scores = {network: found for network, found in published.items() if network not in undisclosed}
    exposes = exposes_a_group(published, disclosed, k)
    included = disclosed if exposes else published
    refusal = _refusal(included, k)
    if refusal is not None:
        # Without the undisclosed networks there may be too few; the reason is then that they had to be left out.
        return _Decision(
            dimension, Breakdown(dimension.code, None, Refusal.EXPOSES_A_GROUP if exposes else refusal), ()
        )
    groups = {group: _mean(included, group, definition) for group in GROUPS}
    return _Decision(dimension, Breakdown(dimension.code, groups), included.keys())


def _narrowed(
    decision: _Decision,
    disclosed: Sequence[BreakdownRow],
    definition: InstrumentDefinition,
    k: int,
    undisclosed: Collection[str],
) -> _Decision:
    """Return a decision over the disclosed networks only, if it covered others."""
    if not set(undisclosed) & set(decision.networks):
        return decision
    again = _dimension(disclosed, decision.dimension, definition, k, ())
    if again.breakdown.groups is not None:
        return again
    return _Decision(decision.dimension, Breakdown(decision.dimension.code, None, Refusal.EXPOSES_A_GROUP), ())


def _published(
    rows: Sequence[BreakdownRow], dimension: Dimension, definition: InstrumentDefinition, k: int
) -> dict[str, list[PersonScore]]:
    """Return the scores on a dimension of the networks that are shown on it."""
    scores: defaultdict[str, list[PersonScore]] = defaultdict(list)
    for row in rows:
        score = person_score(row.answers, dimension, definition)
        if score is not None:
            group: Group = "students" if row.background_is_student else "others"
            scores[row.network].append(PersonScore(group, score, row.is_known))
    return {network: found for network, found in scores.items() if len(found) >= k}


def exposes_a_group(published: Scores, disclosed: Scores, k: int) -> bool:
    """Return whether a group of fewer than `k` people can be solved from the breakdown and all other figures.

    Known are the total of every published network, both groups of every disclosed one, and each group over all. Each
    other network with both groups adds one unknown, and together they have one equation. So a single such network can
    be solved, and of several the sum of their students and the sum of their others.
    """
    mixed = [
        found
        for network, found in published.items()
        if network not in disclosed and len({score.group for score in found}) == len(GROUPS)
    ]
    for group in GROUPS:
        scores = [score for found in mixed for score in found if score.group == group]
        if scores and sum(score.is_known for score in scores) < k:
            return True
    return False


def _refusal(scores: Scores, k: int) -> Refusal | None:
    """Return the first rule of R4 that one of the groups does not meet, or None. Only people who are known count."""
    per_group = [
        Counter(
            network for network, found in scores.items() for score in found if score.group == group and score.is_known
        )
        for group in GROUPS
    ]
    if any(counts.total() < max(K_SPREAD, k) for counts in per_group):
        return Refusal.TOO_FEW_PEOPLE
    if any(len(counts) < MIN_NETWORKS for counts in per_group):
        return Refusal.TOO_FEW_NETWORKS
    if any(2 * max(counts.values()) > counts.total() for counts in per_group):
        return Refusal.ONE_NETWORK_DOMINATES
    return None


def _mean(scores: Scores, group: Group, definition: InstrumentDefinition) -> GroupMean:
    found = [score.score for network in scores.values() for score in network if score.group == group]
    mean, bound = mean_released(sum(found, Fraction(0)) / len(found), definition.scale)
    return GroupMean(len(found), mean, bound)


def _is_ambiguous(
    rows: Sequence[BreakdownRow],
    decided: Sequence[_Decision],
    definition: InstrumentDefinition,
    undisclosed: Collection[str],
    invited: Mapping[str, Invited],
) -> bool:
    """Return whether no background that is not stored follows from all released figures together."""
    released = [one for one in decided if one.breakdown.groups is not None and set(one.networks) & set(undisclosed)]
    if not released:
        return True
    counts = Counter((row.network, row.background_is_student) for row in rows if row.network in undisclosed)
    seats = {
        network: _seats(counts[network, True], counts[network, False], invited.get(network))
        for network in dict.fromkeys(network for network, _is_student in counts)
    }
    open_ = {
        network: found
        for network, found in seats.items()
        if found.most > 0 and found.fewest < counts[network, True] + counts[network, False]
    }
    columns = [[_whole_score(row, one, definition) for row in rows] for one in released]
    limits = [_limits(rows, column, one, definition) for column, one in zip(columns, released, strict=True)]
    hidden, known_sums = [], [0] * len(released)
    for row, scores in zip(rows, zip(*columns, strict=True), strict=True):
        if row.network in open_:
            hidden.append(Hidden(row.network, row.background_is_student, scores))
        elif row.background_is_student:
            known_sums = [total + (score or 0) for total, score in zip(known_sums, scores, strict=True)]
    return backgrounds_are_ambiguous(hidden, limits, open_, known_sums)


def _seats(students: int, others: int, invited: Invited | None) -> Seats:
    """Return the fewest and the most students that the responses of a network can include."""
    if invited is None:
        return Seats(students, students)
    people = students + others
    return Seats(max(0, people - invited.others), min(invited.students, people))


def _unit(dimension: Dimension) -> int:
    """Return the denominator that makes every score on a dimension a whole number."""
    return math.lcm(*range(1, len(dimension.items) + 1))


def _whole_score(row: BreakdownRow, decision: _Decision, definition: InstrumentDefinition) -> int | None:
    if row.network not in decision.networks:
        return None
    score = person_score(row.answers, decision.dimension, definition)
    return None if score is None else int(score * _unit(decision.dimension))


def _limits(
    rows: Sequence[BreakdownRow],
    column: Sequence[int | None],
    decision: _Decision,
    definition: InstrumentDefinition,
) -> Limits:
    """Return the sums of the students’ scores that give exactly the released means of both groups."""
    counted = [(row.background_is_student, score) for row, score in zip(rows, column, strict=True) if score is not None]
    total, unit = sum(score for _is_student, score in counted), _unit(decision.dimension)
    students = sum(score for is_student, score in counted if is_student)
    n = sum(is_student for is_student, _score in counted)

    def figures(of_students: int) -> tuple[object, object]:
        others = Fraction(total - of_students, (len(counted) - n) * unit)
        return mean_released(Fraction(of_students, n * unit), definition.scale), mean_released(others, definition.scale)

    def furthest(end: int) -> int:
        """Return the sum nearest to `end` that still gives the same figures."""
        near, far = students, end
        while abs(far - near) > 1:
            middle = (near + far) // 2
            near, far = (middle, far) if figures(middle) == figures(students) else (near, middle)
        return far if figures(far) == figures(students) else near

    return Limits(furthest(definition.scale.min * n * unit), furthest(definition.scale.max * n * unit))
