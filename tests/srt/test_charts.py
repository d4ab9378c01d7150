"""What holds for both pictures: safe in a page, the same bytes for the same data, nothing hidden in them."""

import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from srt.charts import ChartAxis, ChartData, ChartError, ChartPoint, draw_dots, draw_radar
from srt.charts.data import chart_clean
from srt.charts.text_layout import text_width, wrap
from tests.srt.chart_cases import AXES, SVG, VALUES, having, parse, picture, point, series, words

ROOT = Path(__file__).parents[2]
Draw = Callable[[ChartData], str]

both = pytest.mark.parametrize("draw", [draw_radar, draw_dots], ids=["radar", "dots"])

THREE = (
    series([3.6, None, 3.2, 4.2, 3.4, 2.9, 2.4, 3.1]),
    series([3.1, 3.8, 3.2, 3.9, None, 2.9, 2.6, 2.7], kind="earlier", key="2024-2025"),
    series([4, 4, 3, 4, 4, 3, None, 3], kind="wish", key="onze wens"),
)


@both
def test_a_picture_is_an_image_with_a_name_a_description_and_a_language(draw: Draw) -> None:
    tree = parse(draw(picture()))
    named = {element.get("id"): element.text for element in tree if element.tag in {f"{SVG}title", f"{SVG}desc"}}
    assert tree.tag == f"{SVG}svg"
    assert (tree.get("role"), tree.get("lang")) == ("img", "nl")
    assert named[tree.get("aria-labelledby")] == "Zo zien jullie het nu"
    assert named[tree.get("aria-describedby")] == "Twee kanten, acht dimensies."


@both
def test_a_picture_breaks_no_strict_content_policy(draw: Draw) -> None:
    tree = parse(draw(picture(*THREE)))
    tags = {element.tag.removeprefix(SVG) for element in tree.iter()}
    attributes = {name for element in tree.iter() for name in element.attrib}
    assert tags == {"svg", "title", "desc", "g", "path", "text"}
    assert not {name for name in attributes if name == "style" or name.startswith("on") or "href" in name}


@both
def test_words_stay_text_in_the_font_of_the_page(draw: Draw) -> None:
    svg = draw(picture())
    assert "12 van de 15 deelnemers" in words(parse(svg), "chart-caption")
    assert "font-family" not in svg


@both
def test_a_caption_and_a_key_say_what_is_drawn(draw: Draw) -> None:
    tree = parse(draw(picture(*THREE)))
    (key,) = having(tree, "chart-key")
    assert words(key, "chart-label") == "2025-2026 2024-2025 onze wens"
    assert len(having(key, "chart-sample")) == 3


@both
def test_the_same_data_gives_the_same_bytes(draw: Draw) -> None:
    assert draw(picture(*THREE)) == draw(picture(*THREE))


def test_another_process_gives_the_same_bytes() -> None:
    code = (
        "from srt.charts import draw_radar, draw_dots; from tests.srt.chart_cases import picture;"
        "print(draw_radar(picture()) + draw_dots(picture()), end='')"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONIOENCODING": "utf-8"}
    finished = subprocess.run(  # noqa: S603 - our own Python with a fixed line of code
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, check=True
    )
    assert finished.stdout.decode() == draw_radar(picture()) + draw_dots(picture())


def test_importing_the_package_leaves_matplotlib_alone() -> None:
    code = "import sys, srt.charts; sys.exit('matplotlib' in sys.modules)"
    finished = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)  # noqa: S603 - a fixed line of code
    assert finished.returncode == 0


@both
def test_eight_threads_at_once_each_get_their_own_picture(draw: Draw) -> None:
    charts = [picture(series([1 + (index + step) % 40 / 10 for step in range(8)])) for index in range(8)]
    alone = [draw(data) for data in charts]
    start = threading.Barrier(8)

    def draw_together(data: ChartData) -> list[str]:
        start.wait()
        return [draw(data) for _ in range(4)]

    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(draw_together, charts))
    assert together == [[svg] * 4 for svg in alone]


@both
def test_two_pictures_in_one_page_share_no_id(draw: Draw) -> None:
    page = draw(picture(*THREE)) + draw_radar(picture(title="Een ander netwerk")) + draw_dots(picture(title="Nog een"))
    ids = re.findall(r' id="([^"]*)"', page)
    assert len(ids) > 12
    assert len(set(ids)) == len(ids)


def test_the_radar_and_the_dot_plot_of_one_result_share_no_id() -> None:
    ids = re.findall(r' id="([^"]*)"', draw_radar(picture()) + draw_dots(picture()))
    assert len(set(ids)) == len(ids)


@both
def test_each_series_has_an_id_that_a_page_can_switch(draw: Draw) -> None:
    tree = parse(draw(picture(*THREE)))
    ids = {element.get("id") for element in having(tree, "chart-series")}
    assert ids == {f"{tree.get('id')}-{key}" for key in ("2025-2026", "2024-2025", "onze-wens")}


@both
def test_names_are_escaped_and_stay_as_they_were_typed(draw: Draw) -> None:
    name = 'A < B & "C" $x$'
    axes = [ChartAxis('a"b<c', "process", name), *AXES[1:]]
    tree = parse(draw(picture(series(VALUES, axes=axes), axes=axes, title=name, caption=name)))
    assert name in words(tree, "chart-label")
    assert name in words(tree, "chart-caption")


@both
def test_a_control_character_in_a_name_does_not_break_the_page(draw: Draw) -> None:
    assert words(parse(draw(picture(caption="12\x00 van\x0b 15"))), "chart-caption") == "12 van 15"


@both
def test_more_decimals_than_were_released_cannot_be_read_from_a_picture(draw: Draw) -> None:
    exact = replace(series(VALUES), points={"long_term_goals": ChartPoint(3.6499, "3,6", 3.2449, 4.0401, 12)})
    shown = replace(series(VALUES), points={"long_term_goals": ChartPoint(3.6, "3,6", 3.2, 4.0, 12)})
    assert draw(picture(exact)) == draw(picture(shown))


@both
def test_a_point_of_a_dimension_that_is_not_shown_changes_no_byte(draw: Draw) -> None:
    extra = replace(series(VALUES), points={**series(VALUES).points, "hidden": point(2.7)})
    assert draw(picture(extra)) == draw(picture())


def test_a_tie_is_rounded_half_up() -> None:
    cleaned = chart_clean(picture(replace(series(VALUES), points={"applied_value": point(3.25)})))
    drawn = cleaned.series[0].points["applied_value"]
    assert drawn is not None
    assert drawn.position == 3.3


@both
def test_a_value_off_the_scale_is_kept_on_its_edge(draw: Draw) -> None:
    off = picture(series([7.0, *VALUES[1:]]))
    edge = picture(replace(series(VALUES), points={**series(VALUES).points, AXES[0].code: ChartPoint(5, "7,0", n=12)}))
    assert draw(off) == draw(edge)


@both
@pytest.mark.parametrize(
    "changed",
    [
        {"axes": []},
        {"axes": [AXES[0], AXES[0]]},
        {"scale_min": 5},
        {"series": [series(VALUES), series(VALUES, key="2024-2025")]},
        {"series": [series(VALUES), series(VALUES, kind="earlier")]},
        {"series": [series([float("nan"), *VALUES[1:]])]},
    ],
    ids=["no axes", "an axis twice", "scale upside down", "two of a kind", "a key twice", "not a number"],
)
def test_data_that_is_no_picture_is_refused(draw: Draw, changed: dict[str, object]) -> None:
    with pytest.raises(ChartError):
        draw(picture(**changed))  # type: ignore[arg-type] # wrong on purpose


@settings(max_examples=20, deadline=None)
@given(
    name=st.text(max_size=60),
    values=st.lists(st.none() | st.floats(1, 5), min_size=8, max_size=8),
    scale_max=st.integers(5, 9),
)
def test_whatever_the_names_and_values_both_pictures_are_well_formed(
    name: str, values: list[float | None], scale_max: int
) -> None:
    axes = [replace(axis, name=name) for axis in AXES]
    data = picture(series(values, axes=axes), axes=axes, caption=name, gap_label=name, scale_max=scale_max)
    for draw in (draw_radar, draw_dots):
        shown = having(parse(draw(data)), "chart-point")
        assert len(shown) == sum(value is not None for value in values)


@both
@pytest.mark.parametrize("long", ["Verbondenheid en gelijkwaardigheid", "Samenwerkingsverbandsverantwoordelijkheid"])
@pytest.mark.parametrize("count", [2, 3, 5, 8])
def test_long_names_stay_inside_the_picture(draw: Draw, long: str, count: int) -> None:
    axes = [ChartAxis(f"{side}{index}", side, long) for side in ("process", "product") for index in range(count)]
    tree = parse(draw(picture(series([None, *[3.0] * (2 * count - 1)], axes=axes), axes=axes)))
    _, _, width, height = map(float, tree.get("viewBox", "").split())
    for element in tree.iter(f"{SVG}text"):
        wide = text_width(element.text or "", float(element.get("font-size", "0").removesuffix("px")))
        start = {"end": wide, "middle": wide / 2}.get(element.get("text-anchor", "start"), 0)
        left = float(element.get("x", "nan")) - start
        assert left >= -0.5
        assert left + wide <= width + 0.5
        assert 10 < float(element.get("y", "nan")) < height - 4


@both
def test_words_can_be_read_on_a_phone(draw: Draw) -> None:
    tree = parse(draw(picture(*THREE)))
    scale = (375 - 2 * 16) / float(tree.get("viewBox", "").split()[2])
    sizes = {float(element.get("font-size", "0").removesuffix("px")) for element in tree.iter(f"{SVG}text")}
    assert min(sizes) * scale >= 11


def test_a_word_that_is_too_long_is_broken_before_a_syllable() -> None:
    assert wrap("Samenwerkingsverband", 10, 64) == ["Samenwer-", "kingsverband"]
