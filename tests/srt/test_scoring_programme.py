"""Figures of a programme, and the comparison of two years."""

import math
from fractions import Fraction

import pandas as pd
import pytest

from srt.scoring import DimensionScore, change_between, describe_change, programme_scores, score_wave
from srt.scoring.programme import ProgrammeScore
from tests.srt.definitions import built


def programme(networks: dict[str, list[str]], items: int = 4) -> ProgrammeScore:
    definition = built([items])
    rows = [(network, answers) for network, found in networks.items() for answers in found]
    scores = score_wave(pd.DataFrame(rows, columns=["network", "answers"], dtype="str"), definition)
    return programme_scores(scores, definition)["d0"]


def test_every_network_counts_once() -> None:
    assert programme({"small": ["1111"] * 5, "large": ["5555"] * 50}).mean_of_network_means == 3


def test_attack_3_network_of_four_changes_no_programme_figure() -> None:
    nine = {
        f"network {number}": ["2345", "3333", "4342", "1234", "5544", "2222"][: 5 + number % 2] for number in range(9)
    }
    assert programme(nine | {"kunst": ["5555"] * 4}) == programme(nine)


def test_without_published_networks_all_figures_are_undefined() -> None:
    assert programme({"a": ["4444"] * 4}) == ProgrammeScore(0, None, None, None, "few_complete_rows", None, None)


def test_single_network_has_no_spread_between_networks() -> None:
    found = programme({"a": ["2345", "3333", "4342", "1234", "5544"]})
    assert (found.sd_between_networks, found.icc1, found.icc2) == (None, None, None)


def test_mean_of_zero_counts_as_a_mean() -> None:
    definition = built(low=0, high=4)
    rows = pd.DataFrame([("a", "0000")] * 5 + [("b", "0000")] * 5, columns=["network", "answers"], dtype="str")
    found = programme_scores(score_wave(rows, definition), definition)["d0"]
    assert (found.mean_of_network_means, found.sd_between_networks) == (0, 0.0)


@pytest.mark.parametrize(
    ("networks", "items", "reason"),
    [
        ({"a": ["3333"] * 6}, 4, "no_variance"),
        ({"a": ["444-"] * 6}, 4, "few_complete_rows"),
        ({"a": ["1", "2", "3", "4", "5"]}, 1, "one_item"),
    ],
)
def test_undefined_alpha_has_a_reason(networks: dict[str, list[str]], items: int, reason: str) -> None:
    found = programme(networks, items)
    assert (found.alpha, found.alpha_reason) == (None, reason)


def test_alpha_is_one_if_all_items_agree() -> None:
    assert programme({"a": ["1111", "2222", "3333", "4444", "5555"]}).alpha == 1


def test_icc_is_one_if_only_networks_differ() -> None:
    found = programme({"a": ["2222"] * 5, "b": ["4444"] * 6})
    assert (found.icc1, found.icc2) == (1, 1)


def test_icc_is_undefined_without_variance() -> None:
    found = programme({"a": ["3333"] * 5, "b": ["3333"] * 6})
    assert (found.icc1, found.icc2) == (None, None)


def test_icc_equals_a_calculation_by_hand() -> None:
    # By hand: scores 1.5, 1.5, 2, 2.5, 2.5 about 2 and the same about 4, so MSB = (5 + 5)/1 and MSW = (1 + 1)/8.
    low, high = ["1122", "1122", "2222", "2233", "2233"], ["3344", "3344", "4444", "4455", "4455"]
    found = programme({"a": low, "b": high})
    msb, msw = Fraction(10), Fraction(2, 8)
    assert found.icc1 == pytest.approx(float((msb - msw) / (msb + 4 * msw)))
    assert found.icc2 == pytest.approx(float((msb - msw) / msb))


def year(n: int, mean: str, sd: float) -> DimensionScore:
    return DimensionScore(n, Fraction(mean), sd, None, None, None, 0)


def test_small_difference_is_not_a_clear_change() -> None:
    assert describe_change(year(12, "3.5", 0.7), year(12, "3.8", 0.7)) == "no_clear_change"


def test_large_difference_is_reported_without_a_direction() -> None:
    up, down = (year(12, "3.0", 0.5), year(12, "4.2", 0.5)), (year(12, "4.2", 0.5), year(12, "3.0", 0.5))
    assert (describe_change(*up), describe_change(*down)) == ("answers_differ", "answers_differ")


@pytest.mark.parametrize(("before", "after"), [(9, 12), (12, 9), (0, 12)])
def test_years_with_fewer_than_ten_scores_are_not_compared(before: int, after: int) -> None:
    assert describe_change(year(before, "1", 0.1), year(after, "5", 0.1)) is None


def test_years_without_spread_differ_only_if_their_means_do() -> None:
    words = [describe_change(year(10, "3", 0.0), year(10, mean, 0.0)) for mean in ("3", "4")]
    assert words == ["no_clear_change", "answers_differ"]


def test_welch_interval_and_hedges_g_equal_known_values() -> None:
    # From scipy.stats.ttest_ind_from_stats(4, .5, 15, 3.5, .8, 12, equal_var=False) and scipy.stats.t.ppf.
    change = change_between(year(12, "3.5", 0.8), year(15, "4", 0.5))
    assert change is not None
    assert change.ci95 == pytest.approx((-0.05676128370039, 1.05676128370039))
    pooled = math.sqrt((11 * 0.64 + 14 * 0.25) / 25)
    exact_j = math.gamma(12.5) / (math.sqrt(12.5) * math.gamma(12))
    assert change.hedges_g == pytest.approx(exact_j * 0.5 / pooled)
