"""R4: the breakdown of students versus everyone else in a programme, released or refused when a wave closes."""

from collections import Counter
from itertools import chain, combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from srt.models import ReleasedBreakdown
from srt.release import Breakdown, BreakdownRow, Refusal, release_breakdown
from srt.services.closing import wave_close
from tests.srt.definitions import built
from tests.srt.wave_cases import THIRTEEN, answer_all, wave_make

Sizes = dict[str, tuple[int, int]]  # per network: students, others


def rows_of(sizes: Sizes, *, students: str = "4444", others: str = "2222") -> list[tuple[str, bool, str]]:
    """Return one response per person."""
    return [
        (network, is_student, students if is_student else others)
        for network, (few, many) in sizes.items()
        for is_student in [True] * few + [False] * many
    ]


def released(sizes: Sizes, *, undisclosed: set[str] | None = None, **answers: str) -> Breakdown:
    """Return the breakdown of one dimension of four items."""
    hidden = {network for network, groups in sizes.items() if min(groups) < 5} if undisclosed is None else undisclosed
    [breakdown] = release_breakdown(rows_of(sizes, **answers), built(), undisclosed=hidden)
    return breakdown


def test_both_groups_are_released_with_one_decimal():
    breakdown = released({"a": (5, 6), "b": (5, 6), "c": (5, 6)}, others="2223")
    assert breakdown.groups is not None
    students, others = breakdown.groups["students"], breakdown.groups["others"]
    assert (students.n, str(students.mean), others.n, str(others.mean)) == (15, "4.0", 18, "2.3")


def test_mean_at_the_end_of_the_scale_is_clamped():
    breakdown = released({"a": (5, 6), "b": (5, 6), "c": (5, 6)}, students="5555")
    assert breakdown.groups is not None
    assert (str(breakdown.groups["students"].mean), breakdown.groups["students"].mean_bound) == ("4.8", "at_least")


@pytest.mark.parametrize(
    ("sizes", "refusal"),
    [
        ({"a": (3, 9), "b": (3, 9), "c": (3, 9)}, Refusal.TOO_FEW_PEOPLE),
        ({"a": (9, 9), "b": (9, 9)}, Refusal.TOO_FEW_NETWORKS),
        ({"a": (20, 9), "b": (6, 9), "c": (6, 9)}, Refusal.ONE_NETWORK_DOMINATES),
        ({"a": (9, 20), "b": (9, 6), "c": (9, 6)}, Refusal.ONE_NETWORK_DOMINATES),
        ({"a": (6, 6), "b": (6, 0), "c": (0, 6), "d": (1, 6), "e": (0, 7)}, Refusal.EXPOSES_A_GROUP),
    ],
    ids=["nine-students", "two-networks", "one-gives-most-students", "one-gives-most-others", "one-student-left-over"],
)
def test_breakdown_is_refused_with_its_reason(sizes, refusal):
    breakdown = released(sizes)
    assert (breakdown.groups, breakdown.refusal) == (None, refusal)


def test_networks_that_would_expose_few_people_are_left_out():
    rows = rows_of({"a": (5, 5), "b": (5, 5), "c": (5, 5)}) + rows_of({"d": (1, 8)}, others="4444")
    [breakdown] = release_breakdown(rows, built(), undisclosed={"d"})
    assert breakdown.groups is not None
    assert (breakdown.groups["students"].n, breakdown.groups["others"].n) == (15, 15)


def alike(*, network: str, students: int, others: int) -> list[tuple[str, bool, str]]:
    """Return responses in which students and others gave the same answers."""
    return [
        (network, is_student, ("4444", "3333")[number % 2])
        for is_student, people in ((True, students), (False, others))
        for number in range(people)
    ]


def test_networks_with_few_students_count_if_their_answers_are_like_those_of_others():
    rows = [row for network in "abc" for row in alike(network=network, students=4, others=9)]
    [breakdown] = release_breakdown(rows, built(), undisclosed=set("abc"))
    assert breakdown.groups is not None
    assert breakdown.groups["students"].n == 12


def test_networks_whose_answers_give_away_the_students_are_left_out():
    breakdown = released({"a": (4, 9), "b": (4, 9), "c": (4, 9)})
    assert (breakdown.groups, breakdown.refusal) == (None, Refusal.EXPOSES_A_GROUP)


def test_number_of_students_that_differs_between_dimensions_gives_nobody_away():
    rows = [row for network in "abc" for row in alike(network=network, students=4, others=9)]
    partial = [(network, is_student, answers * 2) for network, is_student, answers in rows]
    partial[0] = (*partial[0][:2], "4444----")  # the only one without a score on the second dimension, a student
    found = release_breakdown(partial, built([4, 4]), undisclosed=set("abc"))
    assert [breakdown.refusal for breakdown in found] == [Refusal.EXPOSES_A_GROUP] * 2


def test_only_people_whom_the_programme_knows_count_towards_ten():
    rows = [
        BreakdownRow(network, is_student, answers, not is_student or number % 5 < 3)
        for network in "abc"
        for number, (_network, is_student, answers) in enumerate(alike(network=network, students=5, others=9))
    ]
    [breakdown] = release_breakdown(rows, built())
    assert breakdown.refusal == Refusal.TOO_FEW_PEOPLE


def test_network_without_a_released_mean_is_left_out():
    breakdown = released({"a": (5, 5), "b": (5, 5), "c": (5, 5), "d": (4, 0)})
    assert breakdown.groups is not None
    assert breakdown.groups["students"].n == 15


@given(
    st.dictionaries(st.sampled_from("abcde"), st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=3),
)
@settings(max_examples=300)
def test_no_group_of_fewer_than_five_can_be_solved_from_all_figures(sizes):
    published = {network: groups for network, groups in sizes.items() if sum(groups) >= 5}
    breakdown = released(sizes)
    cells = [(network, side) for network in published for side in (0, 1) if published[network][side]]
    people = [published[network][side] for network, side in cells]
    known = [[float(network == of) for of, _side in cells] for network in published]
    known += [row for row, cell in zip(np.eye(len(cells)).tolist(), cells, strict=True) if min(published[cell[0]]) >= 5]
    if breakdown.groups is not None:
        groups = [breakdown.groups["students"].n, breakdown.groups["others"].n]
        included = [
            names
            for names in powerset(published)
            if [sum(published[name][side] for name in names) for side in (0, 1)] == groups
        ]
        # Which networks are included is not secret, so take those that the rule chooses: all, or the disclosed ones.
        chosen = max(included, key=len) if included else ()
        known += [[float(side == of and network in chosen) for network, of in cells] for side in (0, 1)]
    before = np.linalg.matrix_rank(known) if cells else 0
    for subset in powerset(range(len(cells))):
        if 0 < sum(people[at] for at in subset) < 5:
            wanted = [float(at in subset) for at in range(len(cells))]
            assert np.linalg.matrix_rank([*known, wanted]) > before or is_published(subset, cells, published)


def is_published(subset, cells, published) -> bool:
    """Return whether a solvable group is a whole network: its mean is released by R1, never below five people."""
    return any(Counter(cells[at][0] for at in subset) == Counter(of for of, _s in cells if of == n) for n in published)


def powerset(items):
    found = list(items)
    return chain.from_iterable(combinations(found, size) for size in range(len(found) + 1))


@pytest.mark.django_db
@pytest.mark.portable
def test_closing_stores_what_is_released_and_nothing_more(cast):
    wave = wave_make(cast)
    answer_all(wave, cast, THIRTEEN)
    wave_close(wave=wave, actor=cast["Nadia"])
    assert set(wave.released_breakdowns.values_list("refusal", "students_n", "students_mean")) == {
        (Refusal.TOO_FEW_PEOPLE, None, None)
    }
    fields = {field.name for field in ReleasedBreakdown._meta.get_fields()}
    assert fields == {"id", "wave", "dimension", "refusal"} | {
        f"{side}_{value}" for side in ("students", "others") for value in ("n", "mean", "bound")
    }
