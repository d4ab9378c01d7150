"""The radar: each value at its angle and distance, two halves apart, a gap with words where nothing may be shown."""

import math
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from srt.charts import ChartAxis, Side, draw_radar
from tests.srt.chart_cases import AXES, VALUES, box, having, markers, parse, picture, series, words


def centre_and_radius(tree: ET.Element, side: Side, value: int = 5) -> tuple[float, float, float]:
    """Centre and radius of a ring of one half, read from the ring itself."""
    (half,) = having(tree, f"chart-half-{side}")
    (ring,) = [element for element in having(half, "chart-grid") if element.get("data-value") == str(value)]
    left, top, right, bottom = box(ring)
    return left if side == "process" else right, (top + bottom) / 2, (bottom - top) / 2


@pytest.mark.parametrize("index", range(8))
def test_a_value_stands_at_its_angle_and_distance(index: int) -> None:
    tree = parse(draw_radar(picture()))
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
def test_every_scale_point_has_a_ring_and_the_centre_is_one(side: Side, value: int) -> None:
    tree = parse(draw_radar(picture()))
    assert centre_and_radius(tree, side, value)[2] == pytest.approx(centre_and_radius(tree, side)[2] * (value - 1) / 4)


def test_the_scale_is_printed_from_the_centre_up() -> None:
    tree = parse(draw_radar(picture()))
    assert words(tree, "chart-scale") == "1 2 3 4 5"


def test_product_is_on_the_left_and_process_on_the_right_with_a_gap_between() -> None:
    tree = parse(draw_radar(picture()))
    assert centre_and_radius(tree, "product")[0] + 20 < centre_and_radius(tree, "process")[0]


def test_each_half_has_its_own_heading_in_its_own_colour() -> None:
    headings = having(parse(draw_radar(picture())), "chart-heading")
    tones = {element.text: element.get("class", "").split()[-1] for element in headings}
    assert tones == {"Wat het jullie brengt": "chart-product", "Hoe jullie samen leren": "chart-process"}


def test_an_outline_stays_in_its_half_and_is_neither_closed_nor_filled() -> None:
    tree = parse(draw_radar(picture()))
    (group,) = having(tree, "chart-series-this_year")
    product, process = centre_and_radius(tree, "product")[0], centre_and_radius(tree, "process")[0]
    outlines = having(group, "chart-outline")
    assert len(outlines) == 2
    for outline in outlines:
        left, _, right, _ = box(outline)
        assert right <= product or left >= process
        assert outline.get("fill") == "none"
        assert "z" not in outline.get("d", "").lower()


def test_a_missing_dimension_is_a_gap_with_words() -> None:
    values = [*VALUES[:5], None, *VALUES[6:]]
    tree = parse(draw_radar(picture(series(values))))
    (group,) = having(tree, "chart-series-this_year")
    product = [element for element in having(group, "chart-outline") if "chart-product" in element.get("class", "")]
    assert "applied_value" not in markers(tree)
    assert [element.get("d", "").count("L") for element in product] == [1, 1]
    assert words(tree, "chart-gap") == "te weinig antwoorden"


def test_the_words_of_a_gap_stand_with_the_name_of_its_dimension() -> None:
    tree = parse(draw_radar(picture(series([*VALUES[:7], None]))))
    (axis,) = [group for group in having(tree, "chart-axis") if having(group, "chart-gap")]
    assert words(axis, "chart-label") == "Herdefiniërende waarde"


def test_with_nothing_to_show_there_is_a_frame_and_words_at_every_axis() -> None:
    tree = parse(draw_radar(picture(series([None] * 8))))
    assert not having(tree, "chart-point")
    assert words(tree, "chart-gap").count("te weinig antwoorden") == 8


def test_a_gap_in_an_earlier_year_says_which_year() -> None:
    earlier = series([None, *VALUES[1:]], kind="earlier", key="2024-2025")
    assert words(parse(draw_radar(picture(series(VALUES), earlier))), "chart-gap") == "2024-2025: te weinig antwoorden"


def test_a_gap_in_both_years_is_said_once() -> None:
    both = [series([None, *VALUES[1:]]), series([None, *VALUES[1:]], kind="earlier", key="2024-2025")]
    assert words(parse(draw_radar(picture(*both))), "chart-gap") == "te weinig antwoorden"


def test_a_dimension_without_a_wish_says_nothing_about_hiding() -> None:
    wish = series([None] * 8, kind="wish", key="onze wens")
    assert not having(parse(draw_radar(picture(series(VALUES), wish))), "chart-gap")


def test_series_differ_by_dash_and_by_marker() -> None:
    drawn = [series(VALUES), series(VALUES, kind="earlier", key="b"), series(VALUES, kind="wish", key="c")]
    tree = parse(draw_radar(picture(*drawn)))
    looks = set()
    for group in having(tree, "chart-series"):
        shape = having(group, "chart-point")[0].get("class", "").split()[1]
        looks.add((having(group, "chart-outline")[0].get("stroke-dasharray"), shape))
    assert len({dash for dash, _ in looks}) == 3
    assert {shape for _, shape in looks} == {"chart-disc", "chart-square", "chart-diamond"}


def test_this_year_lies_on_top() -> None:
    drawn = [series(VALUES), series(VALUES, kind="wish", key="c"), series(VALUES, kind="earlier", key="b")]
    groups = having(parse(draw_radar(picture(*drawn))), "chart-series")
    assert [group.get("class", "").split()[1] for group in groups] == [
        "chart-series-wish",
        "chart-series-earlier",
        "chart-series-this_year",
    ]


def test_markers_of_equal_values_all_stay_visible() -> None:
    drawn = [series(VALUES), series(VALUES, kind="earlier", key="b"), series(VALUES, kind="wish", key="c")]
    groups = having(parse(draw_radar(picture(*drawn))), "chart-series")
    left_sides = [box(having(group, "chart-point")[0])[0] for group in groups]
    assert left_sides == sorted(left_sides)
    assert len(set(left_sides)) == 3


def test_process_alone_is_one_half_disc_on_the_right_of_its_scale() -> None:
    axes = AXES[:3]
    tree = parse(draw_radar(picture(series(VALUES[:3], axes=axes), axes=axes)))
    spine = float(having(tree, "chart-scale")[0].get("x", "nan"))
    assert not having(tree, "chart-half-product")
    assert words(tree, "chart-heading") == "Hoe jullie samen leren"
    assert spine < min(x for x, _ in markers(tree).values())


def test_axes_stand_in_the_order_of_the_instrument_from_the_top_down() -> None:
    places = markers(parse(draw_radar(picture(series([5.0] * 8)))))
    for side in ("process", "product"):
        heights = [places[axis.code][1] for axis in AXES if axis.side == side]
        assert heights == sorted(heights)


@pytest.mark.parametrize("count", [1, 2, 4, 8])
def test_labels_beside_a_half_never_touch(count: int) -> None:
    axes = [ChartAxis(f"q{index}", "product", f"Herdefiniërende waarde {index}") for index in range(count)]
    tree = parse(draw_radar(picture(series([None] * count, axes=axes), axes=axes)))
    lines = [float(element.get("y", "nan")) for group in having(tree, "chart-axis") for element in group]
    assert all(after - before > 19 for before, after in pairwise(lines))


def test_numbers_of_a_nine_point_scale_do_not_touch() -> None:
    tree = parse(draw_radar(picture(scale_max=9)))
    heights = sorted(float(element.get("y", "nan")) for element in having(tree, "chart-scale"))
    assert all(after - before > 18 for before, after in pairwise(heights))
    (half,) = having(tree, "chart-half-process")
    assert len(having(half, "chart-grid")) == 8
