"""The release rules: thresholds, coarse figures and suppressed cells."""

import dataclasses
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from srt.definition import InstrumentDefinition, Scale
from srt.release import ReleasedValue, mean_bounds, partition_is_safe, release_network, round_half_up
from srt.release.rules import mean_released
from srt.scoring import DimensionScore, score_network
from tests.srt.definitions import built


@dataclass(frozen=True)
class Network:
    """Scores of a network, as the rules need them."""

    respondents: int
    dimensions: Mapping[str, DimensionScore]


def score(n: int = 12, mean: str = "3.5", **other: Any) -> DimensionScore:
    usual = DimensionScore(n, Fraction(mean), 0.7, (3.1, 3.9), 0.9, 0.8, 0)
    return dataclasses.replace(usual, **other)


def released(one: DimensionScore, *, k: int = 5, people: int = 0) -> ReleasedValue:
    """Return the cell of a dimension beside another one that is always shown."""
    scores = {"d0": one, "d1": score(max(one.n, k))}
    cells = release_network(Network(people or max(one.n, k), scores), built([4, 4]), k=k)
    assert cells is not None
    return cells[0]


def cells_of(answers: list[str], definition: InstrumentDefinition | None = None) -> list[ReleasedValue] | None:
    """Return the cells for rows of answers, each with at least one scale point."""
    definition = definition or built()
    return release_network(Network(len(answers), score_network(answers, definition)), definition)


def test_network_with_four_respondents_gets_no_release() -> None:
    assert cells_of(["1234"] * 4) is None


def test_network_with_five_respondents_gets_a_release() -> None:
    assert cells_of(["1234"] * 5) is not None


def test_network_without_a_single_shown_dimension_gets_no_release() -> None:
    assert cells_of(["1---"] * 6) is None


def test_programme_may_require_more_respondents() -> None:
    assert release_network(Network(7, {"d0": score(7)}), built(), k=8) is None


def test_programme_cannot_require_fewer_than_five() -> None:
    with pytest.raises(ValueError, match="at least 5"):
        release_network(Network(12, {"d0": score()}), built(), k=4)


def test_cell_with_four_scores_is_suppressed() -> None:
    assert released(score(4)) == ReleasedValue("d0", shown=False)


def test_suppressed_answers_do_not_affect_the_release() -> None:
    definition = built([4, 4])
    first = cells_of(["4444----"] * 8 + ["44441111"] * 4, definition)
    assert first == cells_of(["4444----"] * 8 + ["44445555", "44443333", "44441234", "44442?22"], definition)


def test_cells_are_in_instrument_order() -> None:
    cells = release_network(Network(12, {"d1": score(), "d0": score()}), built([4, 4]))
    assert [cell.dimension for cell in cells or []] == ["d0", "d1"]


@pytest.mark.parametrize("n", [5, 9])
def test_cell_below_ten_scores_has_a_mean_but_no_spread(n: int) -> None:
    assert released(score(n)) == ReleasedValue("d0", shown=True, n=n, mean=Decimal("3.5"))


def test_cell_from_ten_scores_has_all_figures() -> None:
    assert released(score(10)) == ReleasedValue(
        "d0",
        shown=True,
        n=10,
        mean=Decimal("3.5"),
        sd=Decimal("0.7"),
        ci_low=Decimal("3.1"),
        ci_high=Decimal("3.9"),
        agreement="close",
    )


def test_higher_threshold_applies_to_the_spread_too() -> None:
    assert released(score(12), k=12).sd is not None
    assert released(score(14), k=12).ci_low is not None
    assert release_network(Network(20, {"d0": score(11)}), built(), k=12) is None


@pytest.mark.parametrize(
    ("mean", "shown", "bound"),
    [
        ("1", "1.2", "at_most"),
        ("1.2", "1.2", "at_most"),
        ("1.2001", "1.2", ""),
        ("1.25", "1.3", ""),
        ("4.74", "4.7", ""),
        ("4.75", "4.8", ""),
        ("4.7999", "4.8", ""),
        ("4.8", "4.8", "at_least"),
        ("5", "4.8", "at_least"),
    ],
)
def test_means_near_the_ends_are_clamped(mean: str, shown: str, bound: str) -> None:
    cell = released(score(mean=mean))
    assert (cell.mean, cell.mean_bound) == (Decimal(shown), bound)


@given(st.fractions(1, 5))
def test_bound_is_true_of_the_exact_mean(mean: Fraction) -> None:
    shown, bound = mean_released(mean, Scale(1, 5, {}))
    assert bound != "at_least" or mean >= Fraction(shown)
    assert bound != "at_most" or mean <= Fraction(shown)
    assert Decimal("1.2") <= shown <= Decimal("4.8")
    assert bound or abs(mean - Fraction(shown)) <= Fraction(1, 20)


@pytest.mark.parametrize("mean", ["1.1", "1.24", "4.75", "4.9"])
def test_mean_that_rounds_to_a_bound_has_no_interval(mean: str) -> None:
    cell = released(score(mean=mean))
    assert (cell.ci_low, cell.ci_high) == (None, None)


@pytest.mark.parametrize(
    ("low", "high", "bounds"),
    [
        (1, 5, ("1.2", "4.8")),
        (0, 4, ("0.2", "3.8")),
        (1, 7, ("1.3", "6.7")),
        (1, 4, ("1.2", "3.8")),
        (0, 1, ("0.1", "0.9")),
    ],
)
def test_clamping_starts_a_twentieth_from_the_ends_of_any_scale(low: int, high: int, bounds: tuple[str, str]) -> None:
    assert mean_bounds(Scale(low, high, {})) == (Decimal(bounds[0]), Decimal(bounds[1]))


@pytest.mark.parametrize(("sd", "shown", "below"), [(0.0, "0.3", True), (0.2499, "0.3", True), (0.26, "0.3", False)])
def test_small_spread_is_shown_as_below_0_3(sd: float, shown: str, below: bool) -> None:
    cell = released(score(sd=sd))
    assert (cell.sd, cell.sd_below) == (Decimal(shown), below)


def test_interval_is_hidden_with_a_small_spread() -> None:
    assert released(score(sd=0.1)).ci_low is None


def test_twelve_identical_fours_look_like_nearly_identical_answers() -> None:
    same = cells_of(["4444"] * 12)
    nearly = cells_of(["4444"] * 11 + ["4443"])
    assert same == nearly


def test_twelve_identical_fives_look_like_nearly_identical_answers() -> None:
    assert cells_of(["5555"] * 12) == cells_of(["5555"] * 11 + ["5553"])


def test_interval_is_clipped_to_the_scale() -> None:
    cell = released(score(mean="4.6", ci95=(3.9, 5.3)))
    assert (cell.ci_low, cell.ci_high) == (Decimal("3.9"), Decimal("5.0"))


@pytest.mark.parametrize(
    ("agreement", "word"),
    [(1.0, "close"), (0.71, "close"), (0.7, "mixed"), (0.31, "mixed"), (0.3, "apart"), (0.0, "apart")],
)
def test_agreement_is_one_of_three_words(agreement: float, word: str) -> None:
    assert released(score(rwgj_slightskew=agreement)).agreement == word


def test_agreement_is_empty_without_the_slight_skew_figure() -> None:
    assert released(score(rwgj_slightskew=None)).agreement == ""


def test_agreement_requires_ten_complete_rows() -> None:
    cells = cells_of(["3434"] * 9 + ["343-"] * 3)
    assert cells is not None
    assert cells[0].sd is not None
    assert cells[0].agreement == ""


@pytest.mark.parametrize(("not_yet", "shown"), [(0, False), (4, False), (5, True), (9, True)])
def test_not_yet_is_shown_from_five_people(not_yet: int, shown: bool) -> None:
    assert released(score(not_yet=not_yet)).several_not_yet is shown


def test_not_yet_may_be_shown_with_a_suppressed_cell() -> None:
    assert released(score(3, not_yet=6), people=9) == ReleasedValue("d0", shown=False, several_not_yet=True)


@pytest.mark.parametrize(("scored", "shown"), [(0, False), (1, False), (2, True)])
def test_not_yet_is_shown_only_if_two_people_gave_a_score(scored: int, shown: bool) -> None:
    assert released(score(scored, not_yet=6), people=9).several_not_yet is shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Fraction(45, 20), "2.3"),
        (Fraction(5, 20), "0.3"),
        (Fraction(35, 10), "3.5"),
        (Fraction(4), "4.0"),
        (Fraction(-5, 20), "-0.3"),
        (Fraction(361, 96), "3.8"),
    ],
)
def test_rounding_is_half_up_from_the_exact_value(value: Fraction, shown: str) -> None:
    assert str(round_half_up(value)) == shown


@given(st.fractions(0, 10), st.integers(0, 4))
def test_rounding_error_is_at_most_half_a_step(value: Fraction, places: int) -> None:
    step = Fraction(1, 10**places)
    assert -step / 2 < Fraction(round_half_up(value, places)) - value <= step / 2


@given(
    st.lists(st.text("12345?-", min_size=8, max_size=8).filter(lambda row: set(row) - set("?-")), max_size=16),
)
@settings(deadline=None, max_examples=100)
def test_release_never_exceeds_the_rules(answers: list[str]) -> None:
    definition = built([4, 4], reversed_items=["d1i0"])
    scores = score_network(answers, definition)
    cells = release_network(Network(len(answers), scores), definition)
    assert (cells is None) == all(scores[dimension.code].n < 5 for dimension in definition.dimensions)
    for cell in cells or []:
        n = scores[cell.dimension].n
        assert cell.shown == (n >= 5)
        if not cell.shown:
            assert dataclasses.replace(cell, several_not_yet=False) == ReleasedValue(cell.dimension, shown=False)
        else:
            assert cell.mean is not None
            assert Decimal("1.2") <= cell.mean <= Decimal("4.8")
        if n < 10 or cell.mean_bound or cell.sd_below:
            assert cell.ci_low is None
            assert cell.ci_high is None
        if n < 10:
            assert (cell.sd, cell.sd_below, cell.agreement) == (None, False, "")
        assert cell.sd is None or cell.sd >= Decimal("0.3")
        assert not cell.several_not_yet or scores[cell.dimension].not_yet >= 5


def groups(*sizes: tuple[int, str]) -> dict[int, frozenset[str]]:
    """Return responses in groups, each given as (size, releases it contributes to, one letter per release)."""
    members = [frozenset(releases) for size, releases in sizes for _number in range(size)]
    return dict(enumerate(members))


def test_single_release_is_safe() -> None:
    assert partition_is_safe(groups((12, "a")), 5)


def test_second_release_with_one_newcomer_is_unsafe() -> None:
    assert not partition_is_safe(groups((12, "ab"), (1, "b")), 5)


def test_second_release_with_five_newcomers_is_safe() -> None:
    assert partition_is_safe(groups((12, "ab"), (5, "b")), 5)


def test_responses_without_a_release_form_no_group() -> None:
    assert partition_is_safe(groups((12, "a"), (4, "")), 5)


def test_higher_threshold_requires_larger_groups() -> None:
    assert not partition_is_safe(groups((12, "ab"), (5, "b")), 6)


def test_empty_partition_is_safe() -> None:
    assert partition_is_safe({}, 5)


def test_rules_do_not_load_pandas() -> None:
    program = (
        "import sys, srt.definition, srt.release, srt.answer_file; print({'pandas','numpy','scipy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603 - our own program
    assert done.stdout.strip() == "set()"
