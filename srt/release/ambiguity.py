"""Whether stored responses and a released breakdown together say who is a student (R4: R0 by solvability).

Each released figure is an equation or an interval over the responses, and with what the invitations say of each network
they form an integer programme. A background is safe only if that programme also has a solution in which it is the
other one. Such solutions are looked for here, in pure Python, because a wave can be closed in a web request.
"""

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

# A search that ends without a solution counts as solvable: the breakdown is then narrower than it could be.
BEAM = 8
SAMPLES = 150
DEPTH = 4
RESTARTS = 3
FIRST_PARTNERS = 40


class Hidden(NamedTuple):
    """A response whose background is not stored: its network, the true background, and its whole-numbered scores.

    `scores` has an entry per released dimension, or None where it does not count.
    """

    network: str
    is_student: bool
    scores: tuple[int | None, ...]


class Seats(NamedTuple):
    """The fewest and the most students that a network can have among its responses, as everyone may know."""

    fewest: int
    most: int


class Limits(NamedTuple):
    """The lowest and the highest sum of all students’ scores on a dimension that give the released figures."""

    low: int
    high: int


class _State(NamedTuple):
    """An assignment: the responses that differ from the truth, and for each dimension the new sum and change of n."""

    turned: frozenset[int]
    sums: tuple[int, ...]
    extra: tuple[int, ...]
    missed: int


@dataclass(frozen=True)
class _Puzzle:
    """The integer programme, with the true assignment as its first solution."""

    people: Sequence[Hidden]
    limits: Sequence[Limits]
    seats: Mapping[str, Seats]
    sums: tuple[int, ...]
    students: Mapping[str, int]
    alike: Mapping[tuple[bool, tuple[bool, ...]], Sequence[int]]
    each: Mapping[bool, Sequence[int]]

    def swapped(self, state: _State, first: int, second: int) -> _State | None:
        """Return the state with two responses turned, or None if a network then has too many or too few students."""
        turned = state.turned ^ {first} ^ {second}
        if not self._has_seats(turned):
            return None
        sums, extra = list(state.sums), list(state.extra)
        for number in (first, second):
            person = self.people[number]
            sign = -1 if person.is_student ^ (number in state.turned) else 1
            for at, score in enumerate(person.scores):
                if score is not None:
                    sums[at] += sign * score
                    extra[at] += sign
        missed = 0
        for total, more, (low, high) in zip(sums, extra, self.limits, strict=True):
            missed += (high + 1) * abs(more) + max(0, low - total, total - high)
        return _State(turned, tuple(sums), tuple(extra), missed)

    def _has_seats(self, turned: frozenset[int]) -> bool:
        change: defaultdict[str, int] = defaultdict(int)
        for number in turned:
            person = self.people[number]
            change[person.network] += -1 if person.is_student else 1
        return all(
            self.seats[network].fewest <= self.students[network] + more <= self.seats[network].most
            for network, more in change.items()
        )

    def mask(self, number: int) -> tuple[bool, ...]:
        """Return on which dimensions a response counts."""
        return tuple(score is not None for score in self.people[number].scores)


def backgrounds_are_ambiguous(
    people: Sequence[Hidden], limits: Sequence[Limits], seats: Mapping[str, Seats], known_sums: Sequence[int]
) -> bool:
    """Return whether each background could be the other one, given all figures.

    `known_sums` holds, per released dimension, the sum of the scores of students whose background is known anyway.
    """
    puzzle = _puzzle(people, limits, seats, known_sums)
    dice = random.Random(len(people))  # noqa: S311 - a search, not a secret; the same responses give the same outcome
    # The last ones first: outliers, which are the hardest to turn, stop the search early.
    waiting = dict.fromkeys(sorted(range(len(people)), key=lambda number: -_distance(puzzle, number)))
    while waiting:
        found = _solution_with(next(iter(waiting)), puzzle, dice)
        if not found:
            return False
        for number in found:
            waiting.pop(number, None)
    return True


def _puzzle(
    people: Sequence[Hidden], limits: Sequence[Limits], seats: Mapping[str, Seats], known_sums: Sequence[int]
) -> _Puzzle:
    students: dict[str, int] = dict.fromkeys(seats, 0)
    sums = list(known_sums)
    alike: defaultdict[tuple[bool, tuple[bool, ...]], list[int]] = defaultdict(list)
    each: dict[bool, list[int]] = {True: [], False: []}
    for number, person in enumerate(people):
        each[person.is_student].append(number)
        alike[person.is_student, tuple(score is not None for score in person.scores)].append(number)
        if person.is_student:
            students[person.network] += 1
            sums = [total + (score or 0) for total, score in zip(sums, person.scores, strict=True)]
    return _Puzzle(people, limits, seats, tuple(sums), students, alike, each)


def _distance(puzzle: _Puzzle, number: int) -> int:
    """Return how far the scores of a response are from the middle of the sums, as a measure of being an outlier."""
    counted = [score for score in puzzle.people[number].scores if score is not None]
    everyone = [score for person in puzzle.people[:200] for score in person.scores if score is not None]
    return abs(sum(counted) * len(everyone) - sum(everyone) * len(counted)) if everyone else 0


def _solution_with(number: int, puzzle: _Puzzle, dice: random.Random) -> frozenset[int]:
    """Return the responses that differ from the truth in a solution that turns this one; empty if none was found."""
    truth = _State(frozenset(), puzzle.sums, (0,) * len(puzzle.limits), 0)
    for _restart in range(RESTARTS):
        beam = []
        for partner in _partners(number, puzzle, dice):
            state = puzzle.swapped(truth, number, partner)
            if state is not None and state.missed == 0:
                return state.turned
            if state is not None:
                beam.append(state)
        for _level in range(DEPTH):
            beam = sorted(beam, key=lambda state: state.missed)[:BEAM]
            further = []
            for state in beam:
                for first, second in _pairs(number, puzzle, dice):
                    found = puzzle.swapped(state, first, second)
                    if found is not None and found.missed == 0:
                        return found.turned
                    if found is not None:
                        further.append(found)
            beam = [*beam, *further]
    return frozenset()


def _partners(number: int, puzzle: _Puzzle, dice: random.Random) -> Iterator[int]:
    """Yield responses of the other background: those that count on the same dimensions, then any."""
    other = not puzzle.people[number].is_student
    same = puzzle.alike.get((other, puzzle.mask(number)), ())
    yield from dice.sample(same, min(len(same), FIRST_PARTNERS))
    yield from dice.sample(puzzle.each[other], min(len(puzzle.each[other]), FIRST_PARTNERS // 4))


def _pairs(number: int, puzzle: _Puzzle, dice: random.Random) -> Iterator[tuple[int, int]]:
    """Yield pairs of a student and another, neither of them `number`; three in four count on the same dimensions."""
    students, others = puzzle.each[True], puzzle.each[False]
    for sample in range(SAMPLES):
        first = dice.choice(students)
        same = puzzle.alike.get((False, puzzle.mask(first)), ())
        second = dice.choice(same) if same and sample % 4 else dice.choice(others)
        if number not in (first, second):
            yield first, second
