"""Attack 10: an integer programme over responses, released breakdown and invitations finds no background."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from srt.definition import Dimension, provisional_instrument
from srt.release import Breakdown, BreakdownRow, Invited, release_breakdown
from srt.release.breakdown import person_score

pytestmark = pytest.mark.slow("solves an integer programme per response")

DEFINITION = provisional_instrument()
INFEASIBLE = 2


def answers(dice: random.Random) -> str:
    """Return answers like those of a real person: an attitude, a little noise, here and there nothing."""
    attitude, found = dice.gauss(3.6, 0.6), []
    for dimension in DEFINITION.dimensions:
        level = attitude + dice.gauss(0, 0.4)
        for item in dimension.items:
            point = min(5, max(1, round(level + dice.gauss(0, 0.7))))
            found.append(dice.choices([str(6 - point if item.reversed else point), "?", "-"], [0.92, 0.06, 0.02])[0])
    return "".join(found)


def programme(seed: int, networks_count: int = 0) -> list[BreakdownRow]:
    """Return everyone who was invited in a random programme with one to four students per network."""
    dice = random.Random(seed)  # noqa: S311 - a simulation
    count = networks_count or dice.choice([4, 5, 6])
    networks = [(dice.randint(8, 20), dice.choice([1, 2, 2, 3, 3, 4])) for _ in range(count)]
    return [
        BreakdownRow(str(network), number < students, answers(dice))
        for network, (people, students) in enumerate(networks)
        for number in range(people)
    ]


def twins(seed: int) -> list[BreakdownRow]:
    """Return a programme in which every student has a twin who is not a student and gave the same answers."""
    dice = random.Random(seed)  # noqa: S311 - a simulation
    return [
        BreakdownRow(str(network), is_student, given)
        for network in range(5)
        for given in [answers(dice) for _ in range(4)]
        for is_student in (True, False)
    ]


def released(rows: list[BreakdownRow], invited: dict[str, Invited] | None) -> list[Breakdown]:
    """Return the dimensions that are released."""
    hidden = {row.network for row in rows if not disclosed(rows, row.network)}
    found = release_breakdown(rows, DEFINITION, undisclosed=hidden, invited=invited)
    return [one for one in found if one.groups is not None]


def disclosed(rows: list[BreakdownRow], network: str) -> bool:
    groups = Counter(row.background_is_student for row in rows if row.network == network)
    return min(groups[True], groups[False]) >= 5


def solved(rows: list[BreakdownRow], invited: dict[str, Invited] | None) -> Iterator[int]:
    """Yield the responses whose background has one solution only."""
    equations = [equation for one in released(rows, invited) for equation in equations_of(one, rows)]
    if not equations:
        return
    for network in {row.network for row in rows}:
        here = [float(row.network == network) for row in rows]
        people, students = sum(here), sum(row.background_is_student for row in rows if row.network == network)
        known = Invited(students, int(people) - students) if invited is None else invited[network]
        equations.append((here, max(0, people - known.others), min(known.students, people)))
    system = LinearConstraint(*(np.array(part) for part in zip(*equations, strict=True)))
    for number, row in enumerate(rows):
        low, high = np.zeros(len(rows)), np.ones(len(rows))
        low[number] = high[number] = float(not row.background_is_student)
        whole = np.ones(len(rows), dtype=np.int64)
        bounds = Bounds(low, high)
        outcome = milp(low * 0, constraints=system, integrality=whole, bounds=bounds, options={"time_limit": 5})
        if outcome.status == INFEASIBLE:
            yield number


def equations_of(one: Breakdown, rows: list[BreakdownRow]) -> list[tuple[list[float], float, float]]:
    """Return what a released dimension says: how many students, and the sum of their scores."""
    dimension: Dimension = next(each for each in DEFINITION.dimensions if each.code == one.dimension)
    scores = [person_score(row.answers, dimension, DEFINITION) for row in rows]
    assert one.groups is not None
    students, others = one.groups["students"], one.groups["others"]
    assert students.n + others.n == sum(score is not None for score in scores)
    total = float(sum(score for score in scores if score is not None))
    low = 0.0 if students.mean_bound else (float(students.mean) - 0.05) * students.n
    high = total if students.mean_bound else (float(students.mean) + 0.05) * students.n
    if not others.mean_bound:
        low = max(low, total - (float(others.mean) + 0.05) * others.n)
        high = min(high, total - (float(others.mean) - 0.05) * others.n)
    return [
        ([float(score is not None) for score in scores], students.n, students.n),
        ([float(score or 0) for score in scores], low - 1e-9, high + 1e-9),
    ]


def everyone(rows: list[BreakdownRow]) -> dict[str, Invited]:
    """Return how many were invited per network: two more of each group than answered."""
    counts = Counter((row.network, row.background_is_student) for row in rows)
    return {row.network: Invited(counts[row.network, True] + 2, counts[row.network, False] + 2) for row in rows}


@pytest.mark.parametrize("seed", [1, 3, 4, 8])
@pytest.mark.parametrize("some_missing", [False, True])
def test_attack_10_integer_programme_finds_no_background(seed, some_missing):
    rows = programme(seed)
    assert list(solved(rows, everyone(rows) if some_missing else None)) == []


def test_attack_10_backgrounds_of_twins_are_released_and_stay_unknown():
    rows = twins(1)
    assert released(rows, None)
    assert list(solved(rows, None)) == []


def test_attack_10_large_programme_is_released():
    rows = programme(1, networks_count=40)
    assert len(released(rows, everyone(rows))) == len(DEFINITION.dimensions)


def test_attack_10_programme_finds_backgrounds_without_the_rule(monkeypatch):
    monkeypatch.setattr("srt.release.breakdown.backgrounds_are_ambiguous", lambda *_args: True)
    assert next(solved(programme(3), None), None) is not None
