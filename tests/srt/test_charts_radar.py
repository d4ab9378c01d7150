"""The radar: values at their angle and distance, separate halves, and a labelled gap for hidden values."""

import math
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from srt.charts import ChartAxis, Side, draw_radar
from tests.srt.chart_cases import AXES, VALUES, box, chart, having, markers, parse, series, words


def centre_and_radius(tree: ET.Element, side: Side, value: int = 5) -> tuple[float, float, float]:
    """Return the centre and radius of a ring of one half, measured from the ring itself."""
    (half,) = having(tree, f"chart-half-{side}")
    (ring,) = [element for element in having(half, "chart-grid") if element.get("data-value") == str(value)]
    left, top, right, bottom = box(ring)
    return left if side == "process" else right, (top + bottom) / 2, (bottom - top) / 2


@pytest.mark.parametrize("index", range(8))
def test_value_is_drawn_at_its_angle_and_distance(index: int) -> None:
    tree = parse(draw_radar(chart()))
    axis = AXES[index]
    count, place = (3, index) if axis.side == "process" else (5, index - 3)
    x, y, radius = centre_and_radius(tree, axis.side)
    angle = math.pi * (place + 0.5) / count
    distance = radius * (VALUES[index] - 1) / 4
    right = 1 if axis.side == "process" else -1
    expected = (x + right * distance * math.sin(angle), y - distance * math.cos(angle))
    assert markers(tree)[axis.code] == pytest.approx(expected, abs=0.05)


@pytest.mark.parametrize("value", [2, 3, 4, 5])
@pytest.mark.parametrize("side", ["process", "product"])
def test_each_scale_point_above_one_has_a_ring(side: Side, value: int) -> None:
    tree = parse(draw_radar(chart()))
    assert centre_and_radius(tree, side, value)[2] == pytest.approx(centre_and_radius(tree, side)[2] * (value - 1) / 4)


def test_scale_is_printed_from_the_centre_up() -> None:
    tree = parse(draw_radar(chart()))
    assert words(tree, "chart-scale") == "1 2 3 4 5"


def test_product_is_left_of_process_with_a_gap_between() -> None:
    tree = parse(draw_radar(chart()))
    assert centre_and_radius(tree, "product")[0] + 20 < centre_and_radius(tree, "process")[0]


def test_each_half_has_a_heading_in_its_own_colour() -> None:
    headings = having(parse(draw_radar(chart())), "chart-heading")
    tones = {element.text: element.get("class", "").split()[-1] for element in headings}
    assert tones == {"Wat het jullie brengt": "chart-product", "Hoe jullie samen leren": "chart-process"}


def test_outline_is_open_unfilled_and_within_its_half() -> None:
    tree = parse(draw_radar(chart()))
    (group,) = having(tree, "chart-series-this_year")
    product, process = centre_and_radius(tree, "product")[0], centre_and_radius(tree, "process")[0]
    outlines = having(group, "chart-outline")
    assert len(outlines) == 2
    for outline in outlines:
        left, _, right, _ = box(outline)
        assert right <= product or left >= process
        assert outline.get("fill") == "none"
        assert "z" not in outline.get("d", "").lower()


def test_missing_dimension_is_a_labelled_gap() -> None:
    values = [*VALUES[:5], None, *VALUES[6:]]
    tree = parse(draw_radar(chart(series(values))))
    (group,) = having(tree, "chart-series-this_year")
    product = [element for element in having(group, "chart-outline") if "chart-product" in element.get("class", "")]
    assert "applied_value" not in markers(tree)
    assert [element.get("d", "").count("L") for element in product] == [1, 1]
    assert words(tree, "chart-gap") == "te weinig antwoorden"


def test_gap_label_is_beside_the_name_of_its_dimension() -> None:
    tree = parse(draw_radar(chart(series([*VALUES[:7], None]))))
    (axis,) = [group for group in having(tree, "chart-axis") if having(group, "chart-gap")]
    assert words(axis, "chart-label") == "Herdefiniërende waarde"


def test_radar_without_values_labels_every_axis_as_a_gap() -> None:
    tree = parse(draw_radar(chart(series([None] * 8))))
    assert not having(tree, "chart-point")
    assert words(tree, "chart-gap").count("te weinig antwoorden") == 8


def test_gap_in_earlier_year_names_the_year() -> None:
    earlier = series([None, *VALUES[1:]], kind="earlier", key="2024-2025")
    assert words(parse(draw_radar(chart(series(VALUES), earlier))), "chart-gap") == "2024-2025: te weinig antwoorden"


def test_gap_in_both_years_is_labelled_once() -> None:
    both = [series([None, *VALUES[1:]]), series([None, *VALUES[1:]], kind="earlier", key="2024-2025")]
    assert words(parse(draw_radar(chart(*both))), "chart-gap") == "te weinig antwoorden"


def test_missing_wish_has_no_gap_label() -> None:
    wish = series([None] * 8, kind="wish", key="onze wens")
    assert not having(parse(draw_radar(chart(series(VALUES), wish))), "chart-gap")


def test_series_differ_by_dash_and_marker() -> None:
    drawn = [series(VALUES), series(VALUES, kind="earlier", key="b"), series(VALUES, kind="wish", key="c")]
    tree = parse(draw_radar(chart(*drawn)))
    looks = set()
    for group in having(tree, "chart-series"):
        shape = having(group, "chart-point")[0].get("class", "").split()[1]
        looks.add((having(group, "chart-outline")[0].get("stroke-dasharray"), shape))
    assert len({dash for dash, _ in looks}) == 3
    assert {shape for _, shape in looks} == {"chart-disc", "chart-square", "chart-diamond"}


def test_this_year_is_drawn_on_top() -> None:
    drawn = [series(VALUES), series(VALUES, kind="wish", key="c"), series(VALUES, kind="earlier", key="b")]
    groups = having(parse(draw_radar(chart(*drawn))), "chart-series")
    assert [group.get("class", "").split()[1] for group in groups] == [
        "chart-series-wish",
        "chart-series-earlier",
        "chart-series-this_year",
    ]


def test_markers_of_equal_values_stay_visible() -> None:
    drawn = [series(VALUES), series(VALUES, kind="earlier", key="b"), series(VALUES, kind="wish", key="c")]
    groups = having(parse(draw_radar(chart(*drawn))), "chart-series")
    left_sides = [box(having(group, "chart-point")[0])[0] for group in groups]
    assert left_sides == sorted(left_sides)
    assert len(set(left_sides)) == 3


def test_process_only_radar_is_a_half_disc_right_of_its_scale() -> None:
    axes = AXES[:3]
    tree = parse(draw_radar(chart(series(VALUES[:3], axes=axes), axes=axes)))
    spine = float(having(tree, "chart-scale")[0].get("x", "nan"))
    assert not having(tree, "chart-half-product")
    assert words(tree, "chart-heading") == "Hoe jullie samen leren"
    assert spine < min(x for x, _ in markers(tree).values())


def test_axes_follow_the_questionnaire_from_top_to_bottom() -> None:
    places = markers(parse(draw_radar(chart(series([5.0] * 8)))))
    for side in ("process", "product"):
        heights = [places[axis.code][1] for axis in AXES if axis.side == side]
        assert heights == sorted(heights)


@pytest.mark.parametrize("count", [1, 2, 4, 8])
def test_labels_beside_a_half_do_not_touch(count: int) -> None:
    axes = [ChartAxis(f"q{index}", "product", f"Herdefiniërende waarde {index}") for index in range(count)]
    tree = parse(draw_radar(chart(series([None] * count, axes=axes), axes=axes)))
    lines = [float(element.get("y", "nan")) for group in having(tree, "chart-axis") for element in group]
    assert all(after - before > 19 for before, after in pairwise(lines))


def test_numbers_of_a_nine_point_scale_do_not_touch() -> None:
    tree = parse(draw_radar(chart(scale_max=9)))
    heights = sorted(float(element.get("y", "nan")) for element in having(tree, "chart-scale"))
    assert all(after - before > 18 for before, after in pairwise(heights))
    (half,) = having(tree, "chart-half-process")
    assert len(having(half, "chart-grid")) == 8
