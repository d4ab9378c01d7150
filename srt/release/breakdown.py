"""The breakdown into students and others over a programme (R4): exact sums, made before backgrounds are coarsened.

In pure Python, because a wave can be closed in a web request, and those do not load pandas.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, NamedTuple

from srt.definition import NOT_YET, UNANSWERED, Dimension, InstrumentDefinition
from srt.release.rules import K

Group = Literal["students", "others"]
GROUPS: tuple[Group, Group] = ("students", "others")


class BreakdownRow(NamedTuple):
    """One response with its network and its background before coarsening."""

    network: str
    background_is_student: bool
    answers: str


@dataclass(frozen=True, slots=True)
class GroupSums:
    """The sums of one group on one dimension over the published networks.

    `n` is the number of person scores, `networks` the number of networks they come from, `largest` the highest number
    of scores from one network, and `total` the exact sum of the scores in scale points.
    """

    n: int
    networks: int
    largest: int
    total: Fraction


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


def breakdown_sums(
    rows: Iterable[BreakdownRow | tuple[str, bool, str]],
    definition: InstrumentDefinition,
    *,
    k: int = K,
    undisclosed: Collection[str] = (),
) -> dict[str, dict[Group, GroupSums]]:
    """Return the sums of students and of others by dimension code, over networks with at least `k` scores on it.

    Each row holds a network, whether the background is student, and the answers. `undisclosed` names the networks whose
    stored responses do not state the background. Networks are left out where these sums, minus the stored responses,
    would expose fewer than `k` people. Whether the sums may be released is decided elsewhere.
    """
    responses = list(rows)
    return {
        dimension.code: _dimension(responses, dimension, definition, k, undisclosed)
        for dimension in definition.dimensions
    }


def _dimension(
    rows: Sequence[BreakdownRow | tuple[str, bool, str]],
    dimension: Dimension,
    definition: InstrumentDefinition,
    k: int,
    undisclosed: Collection[str],
) -> dict[Group, GroupSums]:
    scores: defaultdict[str, list[tuple[Group, Fraction]]] = defaultdict(list)
    for network, is_student, answers in rows:
        score = person_score(answers, dimension, definition)
        if score is not None:
            scores[network].append(("students" if is_student else "others", score))
    published = {network: found for network, found in scores.items() if len(found) >= k}
    rest = Counter(group for network, found in published.items() if network in undisclosed for group, _score in found)
    if any(0 < rest[group] < k for group in GROUPS):
        published = {network: found for network, found in published.items() if network not in undisclosed}
    return {group: _group(published, group) for group in GROUPS}


def _group(published: dict[str, list[tuple[Group, Fraction]]], group: Group) -> GroupSums:
    counts = Counter(network for network, found in published.items() for of, _score in found if of == group)
    total = sum((score for found in published.values() for of, score in found if of == group), Fraction(0))
    return GroupSums(counts.total(), len(counts), max(counts.values(), default=0), total)
