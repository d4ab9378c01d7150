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
DEPTH = 6
RESTARTS = 3
FIRST_PARTNERS = 40
# Beyond so many responses, only the hardest are looked at.
MOST = 1_500
SAMPLED = 150


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
    """The integer programme, with the true assignment as its first solution.

    `bridges` holds, for a dimension and whether it needs one student more, the kinds of students and of others whose
    exchange changes the number of students there and nowhere else.
    """

    people: Sequence[Hidden]
    limits: Sequence[Limits]
    seats: Mapping[str, Seats]
    sums: tuple[int, ...]
    students: Mapping[str, int]
    alike: Mapping[tuple[bool, tuple[bool, ...]], Sequence[int]]
    each: Mapping[bool, Sequence[int]]
    here: Mapping[tuple[str, bool], Sequence[int]]
    bridges: Mapping[tuple[int, bool], Sequence[tuple[Sequence[int], Sequence[int]]]]

    def swapped(self, state: _State, first: int, second: int) -> _State:
        """Return the state with two responses turned."""
        turned = state.turned ^ {first} ^ {second}
        sums, extra = list(state.sums), list(state.extra)
        for number in (first, second):
            person = self.people[number]
            sign = -1 if person.is_student ^ (number in state.turned) else 1
            for at, score in enumerate(person.scores):
                if score is not None:
                    sums[at] += sign * score
                    extra[at] += sign
        missed = self._without_seat(turned) * (1 + max(limit.high for limit in self.limits))
        for total, more, (low, high) in zip(sums, extra, self.limits, strict=True):
            missed += (high + 1) * abs(more) + max(0, low - total, total - high)
        return _State(turned, tuple(sums), tuple(extra), missed)

    def _without_seat(self, turned: frozenset[int]) -> int:
        """Return how many students are too many or too few in their networks."""
        change: defaultdict[str, int] = defaultdict(int)
        for number in turned:
            person = self.people[number]
            change[person.network] += -1 if person.is_student else 1
        found = 0
        for network, more in change.items():
            (fewest, most), students = self.seats[network], self.students[network] + more
            found += max(0, fewest - students, students - most)
        return found

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
    waiting = dict.fromkeys(_hardest_first(puzzle))
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
    here: defaultdict[tuple[str, bool], list[int]] = defaultdict(list)
    for number, person in enumerate(people):
        each[person.is_student].append(number)
        here[person.network, person.is_student].append(number)
        alike[person.is_student, tuple(score is not None for score in person.scores)].append(number)
        if person.is_student:
            students[person.network] += 1
            sums = [total + (score or 0) for total, score in zip(sums, person.scores, strict=True)]
    return _Puzzle(people, limits, seats, tuple(sums), students, alike, each, here, _bridges(alike))


def _bridges(
    alike: Mapping[tuple[bool, tuple[bool, ...]], Sequence[int]],
) -> dict[tuple[int, bool], list[tuple[Sequence[int], Sequence[int]]]]:
    found: defaultdict[tuple[int, bool], list[tuple[Sequence[int], Sequence[int]]]] = defaultdict(list)
    for (is_student, mask), members in alike.items():
        for at, counts in enumerate(mask):
            opposite = (*mask[:at], not counts, *mask[at + 1 :])
            others = alike.get((False, opposite), ())
            if is_student and others:
                found[at, not counts].append((members, others))
    return found


def _hardest_first(puzzle: _Puzzle) -> list[int]:
    """Return the responses to turn: in a large programme those for which it is hardest, because most others are alike.

    Hard are scores far from the mean, and a network whose number of students is known.
    """
    people = puzzle.people
    means = []
    for person in people:
        counted = [score for score in person.scores if score is not None]
        means.append(sum(counted) / len(counted) if counted else None)
    scored = [mean for mean in means if mean is not None]
    middle = sum(scored) / len(scored) if scored else 0
    order = sorted(range(len(people)), key=lambda number: -abs((means[number] or middle) - middle))
    if len(people) <= MOST:
        return order
    # People who miss a dimension have solutions too, with hundreds of others, but the search for them takes long.
    full = [number for number in order if all(puzzle.mask(number))]
    fixed = [number for number in full if len(set(puzzle.seats[people[number].network])) == 1]
    return list(dict.fromkeys([*full[:SAMPLED], *fixed[:SAMPLED]]))


def _solution_with(number: int, puzzle: _Puzzle, dice: random.Random) -> frozenset[int]:
    """Return the responses that differ from the truth in a solution that turns this one; empty if none was found."""
    truth = _State(frozenset(), puzzle.sums, (0,) * len(puzzle.limits), 0)
    for _restart in range(RESTARTS):
        beam = []
        for partner in _partners(number, puzzle, dice):
            state = puzzle.swapped(truth, number, partner)
            if state.missed == 0:
                return state.turned
            beam.append(state)
        for _level in range(DEPTH):
            beam = sorted(beam, key=lambda state: state.missed)[:BEAM]
            further = []
            for state in beam:
                for first, second in _pairs(number, state, puzzle, dice):
                    found = puzzle.swapped(state, first, second)
                    if found.missed == 0:
                        return found.turned
                    further.append(found)
            beam = [*beam, *further]
    return frozenset()


def _partners(number: int, puzzle: _Puzzle, dice: random.Random) -> Iterator[int]:
    """Yield responses of the other background: in the same network, then with the same dimensions, then any."""
    other = not puzzle.people[number].is_student
    yield from puzzle.here.get((puzzle.people[number].network, other), ())
    same = puzzle.alike.get((other, puzzle.mask(number)), ())
    yield from dice.sample(same, min(len(same), FIRST_PARTNERS))
    yield from dice.sample(puzzle.each[other], min(len(puzzle.each[other]), FIRST_PARTNERS // 4))


def _pairs(number: int, state: _State, puzzle: _Puzzle, dice: random.Random) -> Iterator[tuple[int, int]]:
    """Yield pairs of a student and another, neither of them `number`.

    They are in one network, or count on the same dimensions, except where numbers of students still have to be mended.
    """
    students, others = puzzle.each[True], puzzle.each[False]
    wrong = [bridge for at, more in enumerate(state.extra) if more for bridge in puzzle.bridges.get((at, more < 0), ())]
    for sample in range(SAMPLES):
        if wrong and sample % 4:
            those, these = dice.choice(wrong)
            first, second = dice.choice(those), dice.choice(these)
        else:
            first = dice.choice(students)
            here = puzzle.here.get((puzzle.people[first].network, False), ())
            same = here if sample % 2 else puzzle.alike.get((False, puzzle.mask(first)), ())
            second = dice.choice(same or others)
        if number not in (first, second):
            yield first, second
