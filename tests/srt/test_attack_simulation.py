"""Attack 8: two hundred random waves, in which no group of fewer than five people can be solved."""

from __future__ import annotations

import random
from collections import Counter
from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from srt.release import (
    Breakdown,
    BreakdownRow,
    Candidate,
    admit,
    has_scale_point,
    partition_is_safe,
    release_breakdown,
    release_network,
)
from srt.release.breakdown import person_score
from srt.scoring import score_wave
from tests.srt.definitions import built

pytestmark = pytest.mark.slow("scores two hundred waves twice")

WAVES = 200
DEFINITION = built([2, 3, 4])


class Person:
    """Someone in a random wave: the network and background at opening, and what they answered."""

    def __init__(self, dice: random.Random, network: str) -> None:
        self.network = network
        self.is_student = dice.random() < dice.choice([0.05, 0.3, 0.6])
        self.is_known = dice.random() < 0.85
        usual = dice.choice("12345")
        self.answers = "".join(dice.choice([usual, usual, dice.choice("12345"), "?", "-"]) for _ in range(9))


def wave(dice: random.Random) -> list[Person]:
    """Return the people who submitted answers in one to six networks, some of them very small."""
    networks = [f"network {number}" for number in range(dice.randint(1, 6))]
    return [Person(dice, network) for network in networks for _ in range(dice.choice([2, 4, 5, 6, 9, 10, 13, 20]))]


def stored(people: list[Person]) -> list[tuple[Person, str]]:
    """Return what closing stores of each person whose answers count."""
    candidates = [Candidate(one.network, one.answers, one.is_known) for one in people]
    found = zip(people, admit(candidates, DEFINITION), strict=True)
    return [(one, answers) for one, answers in found if answers is not None and has_scale_point(answers)]


def shown_networks(rows: list[tuple[Person, str]]) -> dict[str, set[str]]:
    """Return the networks that are shown on each dimension."""
    table = pd.DataFrame([(one.network, answers) for one, answers in rows], columns=["network", "answers"], dtype="str")
    scores = score_wave(table, DEFINITION) if rows else {}
    shown: dict[str, set[str]] = {dimension.code: set() for dimension in DEFINITION.dimensions}
    for network, found in scores.items():
        for cell in release_network(found, DEFINITION) or []:
            if cell.shown:
                shown[cell.dimension].add(network)
    return shown


@pytest.mark.parametrize("seed", range(WAVES))
def test_attack_8_no_group_below_five_can_be_solved(seed):
    dice = random.Random(seed)  # noqa: S311 - a simulation
    rows = stored(wave(dice))
    erased = dice.sample(rows, min(len(rows), 2))
    again = rows  # erasing people after closing leaves their anonymous responses, so a second run is the same (R5, R6)
    assert shown_networks(again) == shown_networks(rows), erased
    shown = shown_networks(rows)
    groups = Counter((one.network, one.is_student) for one, _answers in rows)
    undisclosed = {
        one.network for one, _answers in rows if min(groups[one.network, side] for side in (True, False)) < 5
    }
    breakdown = release_breakdown(
        [
            BreakdownRow(one.network, one.is_student, answers)
            for one, answers in rows
            if respondents(rows, one.network) >= 5
        ],
        DEFINITION,
        undisclosed=undisclosed,
    )
    assert partition_is_safe({number: frozenset({one.network}) for number, (one, _a) in counted(rows, shown)})
    for dimension in DEFINITION.dimensions:
        known = Counter(
            one.network
            for one, answers in rows
            if one.is_known and person_score(answers, dimension, DEFINITION) is not None
        )
        assert all(known[network] >= 5 for network in shown[dimension.code])
    for released in breakdown:
        cells = cells_of(rows, released.dimension, shown[released.dimension])
        assert known_few(cells, undisclosed, released) == []


def respondents(rows: list[tuple[Person, str]], network: str) -> int:
    return sum(one.network == network for one, _answers in rows)


def counted(rows: list[tuple[Person, str]], shown: dict[str, set[str]]) -> list[tuple[int, tuple[Person, str]]]:
    """Return the responses that are part of any figure."""
    networks = set().union(*shown.values())
    return [(number, row) for number, row in enumerate(rows) if row[0].network in networks]


def cells_of(rows: list[tuple[Person, str]], code: str, shown: set[str]) -> Counter[tuple[str, bool]]:
    """Return the number of scores of each group in each shown network."""
    dimension = next(one for one in DEFINITION.dimensions if one.code == code)
    return Counter(
        (one.network, one.is_student)
        for one, answers in rows
        if one.network in shown and person_score(answers, dimension, DEFINITION) is not None
    )


def known_few(
    cells: Counter[tuple[str, bool]], undisclosed: set[str], released: Breakdown
) -> list[tuple[tuple[str, bool], ...]]:
    """Return the groups of fewer than five whose sum follows from all figures and the stored responses.

    In a disclosed network the stored responses state the background, so its groups are known without any figure; they
    belong to nobody, because each has at least five people. Only groups in undisclosed networks can be given away.
    """
    names = sorted(cells)
    if not names:
        return []
    known = [[float(network == of) for of, _side in names] for network in {network for network, _side in names}]
    known += [[float(name == each) for each in names] for name in names if name[0] not in undisclosed]
    if covers_everyone(released, cells):
        known += [[float(side == of) for _network, of in names] for side in (True, False)]
    rank = np.linalg.matrix_rank(known)
    few = []
    for size in range(1, len(names)):
        for group in combinations([at for at, name in enumerate(names) if name[0] in undisclosed], size):
            if sum(cells[names[at]] for at in group) < 5:
                wanted = [float(at in group) for at in range(len(names))]
                if np.linalg.matrix_rank([*known, wanted]) == rank:
                    few.append(tuple(names[at] for at in group))
    return few


def covers_everyone(released: Breakdown, cells: Counter[tuple[str, bool]]) -> bool:
    """Return whether a released breakdown includes the undisclosed networks, by its numbers of people."""
    if released.groups is None:
        return False
    people = {side: sum(n for (_network, of), n in cells.items() if of == side) for side in (True, False)}
    return (released.groups["students"].n, released.groups["others"].n) == (people[True], people[False])
