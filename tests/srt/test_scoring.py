"""The scorer: each rule on its own, and all figures against a slow reference scorer."""

from collections.abc import Sequence
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from srt.definition import InstrumentDefinition
from srt.scoring import DimensionScore, NetworkScores, score_network, score_wave
from tests.srt.definitions import built, sample
from tests.srt.reference_scorer import close, reference_score


def wave(rows: Sequence[tuple[str, str]], definition: InstrumentDefinition) -> dict[str, NetworkScores]:
    return score_wave(pd.DataFrame(list(rows), columns=["network", "answers"], dtype="str"), definition)


def only(*answers: str, definition: InstrumentDefinition | None = None) -> DimensionScore:
    return score_network(answers, definition or built())["d0"]


@pytest.mark.parametrize(
    ("items", "enough", "too_few"), [(3, "44-", "4--"), (4, "444-", "44--"), (5, "4444-", "444--"), (1, "4", "-")]
)
def test_score_requires_two_thirds_of_the_items(items: int, enough: str, too_few: str) -> None:
    assert only(enough, too_few, definition=built([items])).n == 1


def test_every_person_counts_once_regardless_of_items_answered() -> None:
    # Neither the mean of all answers (23/7) nor the mean of item means.
    assert only("5555", "111-").mean == 3


def test_reversed_item_is_recoded() -> None:
    assert only("1555", definition=built(reversed_items=["d0i0"])).mean == 5


def test_reversed_item_is_recoded_on_a_scale_from_zero() -> None:
    assert only("0666", definition=built(reversed_items=["d0i0"], low=0, high=6)).mean == 6


def test_mean_is_exact() -> None:
    assert only("1112", "112-", "5555").mean == Fraction(91, 36)


def test_not_yet_and_unanswered_both_count_as_missing() -> None:
    assert only("44?-", "444?").n == 1


def test_row_without_a_scale_point_is_not_a_respondent() -> None:
    scores = wave([("a", "????"), ("a", "----"), ("a", "3---")], built())
    assert (scores["a"].rows, scores["a"].respondents) == (3, 1)


def test_not_yet_counts_respondents_without_a_score() -> None:
    definition = built([4, 4])
    found = score_network(["4444??--", "4444----", "4444555?", "????????"], definition)["d1"]
    assert (found.n, found.not_yet) == (1, 1)


def test_single_score_has_no_spread() -> None:
    score = only("4444")
    assert (score.sd, score.ci95, score.rwgj_uniform) == (None, None, None)


def test_dimension_without_scores_has_no_mean() -> None:
    assert only("----").mean is None


def test_network_without_rows_has_an_empty_score_per_dimension() -> None:
    assert [score.n for score in score_network([], built([2, 3])).values()] == [0, 0]


def test_interval_uses_students_t() -> None:
    # Two scores, 2 and 4: mean 3, SD √2, and t(.975, 1) = 12.7062047362.
    assert only("2222", "4444").ci95 == pytest.approx((3 - 12.7062047362, 3 + 12.7062047362))


def test_agreement_is_one_for_identical_answers() -> None:
    score = only("2345", "2345")
    assert (score.rwgj_uniform, score.rwgj_slightskew) == (1.0, 1.0)


def test_agreement_is_zero_for_answers_at_both_ends() -> None:
    score = only("1111", "5555")
    assert (score.rwgj_uniform, score.rwgj_slightskew) == (0.0, 0.0)


def test_agreement_uses_complete_rows_only() -> None:
    assert only("4444", "444-").rwgj_uniform is None


def test_slight_skew_agreement_requires_a_five_point_scale() -> None:
    score = only("4444", "4443", definition=built(high=7))
    assert score.rwgj_uniform is not None
    assert score.rwgj_slightskew is None


def test_slight_skew_agreement_accepts_a_five_point_scale_from_zero() -> None:
    shifted = only("3333", "3332", definition=built(low=0, high=4)).rwgj_slightskew
    assert shifted == only("4444", "4443").rwgj_slightskew


def test_networks_are_ordered_by_name() -> None:
    assert list(wave([("b", "4444"), ("a", "4444")], built())) == ["a", "b"]


@pytest.mark.parametrize("answers", ["444", "44444", "4446", "444x", "444\N{SUPERSCRIPT TWO}", "0444"])
def test_answers_that_do_not_fit_the_instrument_are_refused(answers: str) -> None:
    with pytest.raises(ValueError, match="answers"):
        only(answers)


def test_largest_dimension_with_many_people_stays_exact() -> None:
    definition = built([10], high=9)
    found = wave([("a", "9999999-98"), ("a", "111111111-")] * 5_000, definition)["a"].dimensions["d0"]
    assert found.mean == (Fraction(80, 9) + 1) / 2


@st.composite
def waves(draw: st.DrawFn) -> tuple[InstrumentDefinition, list[tuple[str, str]]]:
    """Draw an instrument of up to three dimensions, some items reversed, and up to forty rows in three networks."""
    sizes = draw(st.lists(st.integers(1, 10), min_size=1, max_size=3))
    low = draw(st.integers(0, 3))
    high = draw(st.integers(low + 1, min(low + 8, 9)))
    codes = built(sizes).item_codes
    reversed_items = draw(st.lists(st.sampled_from(codes), unique=True))
    definition = built(sizes, reversed_items=reversed_items, low=low, high=high)
    # Mostly answered, as in practice: with equally likely characters, hardly anyone would have a score.
    cell = st.sampled_from(definition.alphabet + definition.alphabet[:-2] * 3)
    answers = st.lists(cell, min_size=len(codes), max_size=len(codes)).map("".join)
    rows = draw(st.lists(st.tuples(st.sampled_from("abc"), answers), min_size=1, max_size=40))
    return definition, rows


@given(waves())
@settings(deadline=None, max_examples=60)
def test_every_figure_equals_that_of_the_reference_scorer(
    case: tuple[InstrumentDefinition, list[tuple[str, str]]],
) -> None:
    definition, rows = case
    for network, scores in wave(rows, definition).items():
        mine = [answers for name, answers in rows if name == network]
        for dimension in definition.dimensions:
            fast = scores.dimensions[dimension.code]
            slow = reference_score(mine, dimension, definition)
            assert (fast.n, fast.mean, fast.not_yet) == (slow.n, slow.mean, slow.not_yet)
            assert close(fast.sd, slow.variance, root=True)
            assert close(fast.rwgj_uniform, slow.rwgj_uniform)


@given(waves(), st.randoms())
@settings(deadline=None, max_examples=40)
def test_order_of_rows_does_not_matter(case, random) -> None:
    definition, rows = case
    shuffled = list(rows)
    random.shuffle(shuffled)
    assert wave(shuffled, definition) == wave(rows, definition)


@given(waves())
@settings(deadline=None, max_examples=40)
def test_reversing_all_items_and_answers_changes_nothing(case) -> None:
    definition, rows = case
    low, high = definition.scale.min, definition.scale.max
    reversed_definition = built(
        [len(one.items) for one in definition.dimensions],
        reversed_items=[item.code for item in definition.items if not item.reversed],
        low=low,
        high=high,
    )
    turn = {str(point): str(low + high - point) for point in definition.scale.points} | {"?": "?", "-": "-"}
    other = [(network, "".join(turn[cell] for cell in answers)) for network, answers in rows]
    assert wave(other, reversed_definition) == wave(rows, definition)


@given(waves())
@settings(deadline=None, max_examples=40)
def test_figures_stay_within_their_bounds(case) -> None:
    definition, rows = case
    for scores in wave(rows, definition).values():
        for score in scores.dimensions.values():
            assert 0 <= score.n + score.not_yet <= scores.respondents <= scores.rows
            assert score.mean is None or definition.scale.min <= score.mean <= definition.scale.max
            assert score.rwgj_uniform is None or 0 <= score.rwgj_uniform <= 1


@given(waves())
@settings(deadline=None, max_examples=30)
def test_network_scores_the_same_alone_and_within_its_wave(case) -> None:
    definition, rows = case
    network = rows[0][0]
    alone = score_network([answers for name, answers in rows if name == network], definition)
    assert alone == wave(rows, definition)[network].dimensions


def test_sample_instrument_recodes_its_seventh_item() -> None:
    answers = "1" * 32
    assert score_network([answers], sample())["long_term_goals"].mean == 2
