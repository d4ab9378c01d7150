"""The dot plot: a row per dimension with value, n and interval, and a label for hidden values."""

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from srt.charts import ChartPoint, draw_dots
from tests.srt.chart_cases import AXES, VALUES, box, chart, having, markers, parse, point, series, words


def scale(tree: ET.Element) -> dict[str, float]:
    """Return the x of each scale number."""
    return {element.text or "": float(element.get("x", "nan")) for element in having(tree, "chart-scale")}


@pytest.mark.parametrize("index", range(8))
def test_dot_is_below_its_value_on_the_scale(index: int) -> None:
    tree = parse(draw_dots(chart()))
    at = scale(tree)
    expected = at["1"] + (at["5"] - at["1"]) * (VALUES[index] - 1) / 4
    assert markers(tree)[AXES[index].code][0] == pytest.approx(expected, abs=0.05)


def test_each_side_has_a_scale_from_one_to_five() -> None:
    assert words(parse(draw_dots(chart())), "chart-scale") == "1 2 3 4 5 1 2 3 4 5"


def test_rows_follow_the_questionnaire_below_their_side() -> None:
    tree = parse(draw_dots(chart()))
    (process,) = having(tree, "chart-half-process")
    assert words(process, "chart-heading") == "Hoe jullie samen leren"
    assert words(process, "chart-label") == " ".join(axis.name for axis in AXES[:3])
    heights = [markers(tree)[axis.code][1] for axis in AXES]
    assert heights == sorted(heights)


def test_value_is_printed_as_released() -> None:
    topped = replace(series(VALUES), points={"applied_value": ChartPoint(4.8, "≥ 4,8", None, None, 12)})
    assert words(parse(draw_dots(chart(topped))), "chart-value") == "≥ 4,8"


def test_n_is_printed_if_known() -> None:
    some = replace(series(VALUES), points={"applied_value": point(3.1, n=11), "realised_value": point(3.0, n=None)})
    assert words(parse(draw_dots(chart(some))), "chart-n") == "n = 11"


def test_interval_runs_from_low_to_high() -> None:
    wide = replace(series(VALUES), points={"applied_value": point(3.0, low=2.5, high=3.5)})
    tree = parse(draw_dots(chart(wide)))
    at = scale(tree)
    left, _, right, _ = box(having(tree, "chart-interval")[0])
    assert left == pytest.approx((at["2"] + at["3"]) / 2, abs=0.05)
    assert right == pytest.approx((at["3"] + at["4"]) / 2, abs=0.05)


def test_interval_without_both_ends_is_not_drawn() -> None:
    half = replace(series(VALUES), points={"applied_value": point(3.0, low=2.5)})
    assert not having(parse(draw_dots(chart(half))), "chart-interval")


def test_hidden_dimension_has_a_label_but_no_dot_value_or_n() -> None:
    tree = parse(draw_dots(chart(series([None, *VALUES[1:]]))))
    assert words(tree, "chart-gap") == "te weinig antwoorden"
    assert AXES[0].code not in markers(tree)
    assert len(having(tree, "chart-n")) == len(having(tree, "chart-value")) == 7


def test_two_years_are_drawn_below_each_other() -> None:
    tree = parse(draw_dots(chart(series(VALUES), series(VALUES, kind="earlier", key="2024-2025"))))
    code = AXES[0].code
    assert markers(tree, "earlier")[code][1] - markers(tree)[code][1] > 20


def test_process_only_dot_plot_has_one_block() -> None:
    axes = AXES[:3]
    tree = parse(draw_dots(chart(series(VALUES[:3], axes=axes), axes=axes)))
    assert words(tree, "chart-heading") == "Hoe jullie samen leren"
