"""Students beside everybody else, for a whole programme (R4): exact sums at closing, before roles are coarsened.

Pure Python on purpose: closing happens in a page too, and pages do not load pandas.
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
    """One response with what it was coarsened from."""

    network: str
    background_is_student: bool
    answers: str


@dataclass(frozen=True, slots=True)
class GroupSums:
    """One group on one dimension over the published networks: ``n`` scores, from how many ``networks``, the ``largest``
    number from one of them, and the exact ``total`` of the scores in scale points."""

    n: int
    networks: int
    largest: int
    total: Fraction


def person_score(answers: str, dimension: Dimension, definition: InstrumentDefinition) -> Fraction | None:
    """Return the mean of the answered items of a dimension, None when fewer than two thirds of them are answered."""
    cells = zip(answers[definition.dimension_slice(dimension.code)], dimension.items, strict=True)
    turn = definition.scale.min + definition.scale.max
    points = [
        turn - int(cell) if item.reversed else int(cell) for cell, item in cells if cell not in (NOT_YET, UNANSWERED)
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
    """Return the sums of students and of others by dimension code, over the networks with at least ``k`` scores on it.

    ``rows``: network, whether the background is student, answers. ``untold``: the networks whose kept responses do not
    say who is a student. Whether the sums may be released is decided elsewhere; here they are made so that who reads
    the database cannot take what is told from the sum and find fewer than ``k`` people.
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
