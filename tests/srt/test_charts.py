"""Both charts: safe on a page, deterministic, and without hidden data."""

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
from tests.srt.chart_cases import AXES, SVG, VALUES, chart, having, parse, point, series, words

ROOT = Path(__file__).parents[2]
Draw = Callable[[ChartData], str]

both = pytest.mark.parametrize("draw", [draw_radar, draw_dots], ids=["radar", "dots"])

THREE = (
    series([3.6, None, 3.2, 4.2, 3.4, 2.9, 2.4, 3.1]),
    series([3.1, 3.8, 3.2, 3.9, None, 2.9, 2.6, 2.7], kind="earlier", key="2024-2025"),
    series([4, 4, 3, 4, 4, 3, None, 3], kind="wish", key="onze wens"),
)


@both
def test_chart_is_an_image_with_title_description_and_language(draw: Draw) -> None:
    tree = parse(draw(chart()))
    named = {element.get("id"): element.text for element in tree if element.tag in {f"{SVG}title", f"{SVG}desc"}}
    assert tree.tag == f"{SVG}svg"
    assert (tree.get("role"), tree.get("lang")) == ("img", "nl")
    assert named[tree.get("aria-labelledby")] == "Zo zien jullie het nu"
    assert named[tree.get("aria-describedby")] == "Twee kanten, acht dimensies."


@both
def test_chart_complies_with_a_strict_csp(draw: Draw) -> None:
    tree = parse(draw(chart(*THREE)))
    tags = {element.tag.removeprefix(SVG) for element in tree.iter()}
    attributes = {name for element in tree.iter() for name in element.attrib}
    assert tags == {"svg", "title", "desc", "g", "path", "text"}
    assert not {name for name in attributes if name == "style" or name.startswith("on") or "href" in name}


@both
def test_chart_text_uses_the_font_of_the_page(draw: Draw) -> None:
    svg = draw(chart())
    assert "12 van de 15 deelnemers" in words(parse(svg), "chart-caption")
    assert "font-family" not in svg


@both
def test_chart_has_a_caption_and_a_key(draw: Draw) -> None:
    tree = parse(draw(chart(*THREE)))
    (key,) = having(tree, "chart-key")
    assert words(key, "chart-label") == "2025-2026 2024-2025 onze wens"
    assert len(having(key, "chart-sample")) == 3


@both
def test_same_data_gives_the_same_bytes(draw: Draw) -> None:
    assert draw(chart(*THREE)) == draw(chart(*THREE))


def test_another_process_draws_the_same_bytes() -> None:
    code = (
        "from srt.charts import draw_radar, draw_dots; from tests.srt.chart_cases import chart;"
        "print(draw_radar(chart()) + draw_dots(chart()), end='')"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONIOENCODING": "utf-8"}
    finished = subprocess.run(  # noqa: S603 - runs this Python with fixed code
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, check=True
    )
    assert finished.stdout.decode() == draw_radar(chart()) + draw_dots(chart())


def test_importing_charts_does_not_import_matplotlib() -> None:
    code = "import sys, srt.charts; sys.exit('matplotlib' in sys.modules)"
    finished = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)  # noqa: S603 - runs fixed code
    assert finished.returncode == 0


@both
def test_concurrent_threads_each_draw_their_own_chart(draw: Draw) -> None:
    charts = [chart(series([1 + (index + step) % 40 / 10 for step in range(8)])) for index in range(8)]
    alone = [draw(data) for data in charts]
    start = threading.Barrier(8)

    def draw_together(data: ChartData) -> list[str]:
        start.wait()
        return [draw(data) for _ in range(4)]

    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(draw_together, charts))
    assert together == [[svg] * 4 for svg in alone]


@both
def test_two_charts_on_one_page_share_no_ids(draw: Draw) -> None:
    page = draw(chart(*THREE)) + draw_radar(chart(title="Een ander netwerk")) + draw_dots(chart(title="Nog een"))
    ids = re.findall(r' id="([^"]*)"', page)
    assert len(ids) > 12
    assert len(set(ids)) == len(ids)


def test_radar_and_dot_plot_of_one_result_share_no_ids() -> None:
    ids = re.findall(r' id="([^"]*)"', draw_radar(chart()) + draw_dots(chart()))
    assert len(set(ids)) == len(ids)


@both
def test_each_series_has_an_id(draw: Draw) -> None:
    tree = parse(draw(chart(*THREE)))
    ids = {element.get("id") for element in having(tree, "chart-series")}
    assert ids == {f"{tree.get('id')}-{key}" for key in ("2025-2026", "2024-2025", "onze-wens")}


@both
def test_names_are_escaped(draw: Draw) -> None:
    name = 'A < B & "C" $x$'
    axes = [ChartAxis('a"b<c', "process", name), *AXES[1:]]
    tree = parse(draw(chart(series(VALUES, axes=axes), axes=axes, title=name, caption=name)))
    assert name in words(tree, "chart-label")
    assert name in words(tree, "chart-caption")


@both
def test_control_characters_in_names_are_removed(draw: Draw) -> None:
    assert words(parse(draw(chart(caption="12\x00 van\x0b 15"))), "chart-caption") == "12 van 15"


@both
def test_chart_reveals_no_more_decimals_than_released(draw: Draw) -> None:
    exact = replace(series(VALUES), points={"long_term_goals": ChartPoint(3.6499, "3,6", 3.2449, 4.0401, 12)})
    shown = replace(series(VALUES), points={"long_term_goals": ChartPoint(3.6, "3,6", 3.2, 4.0, 12)})
    assert draw(chart(exact)) == draw(chart(shown))


@both
def test_point_of_unknown_dimension_changes_no_bytes(draw: Draw) -> None:
    extra = replace(series(VALUES), points={**series(VALUES).points, "hidden": point(2.7)})
    assert draw(chart(extra)) == draw(chart())


def test_ties_are_rounded_half_up() -> None:
    cleaned = chart_clean(chart(replace(series(VALUES), points={"applied_value": point(3.25)})))
    drawn = cleaned.series[0].points["applied_value"]
    assert drawn is not None
    assert drawn.position == 3.3


@both
def test_values_off_the_scale_are_clamped(draw: Draw) -> None:
    off = chart(series([7.0, *VALUES[1:]]))
    edge = chart(replace(series(VALUES), points={**series(VALUES).points, AXES[0].code: ChartPoint(5, "7,0", n=12)}))
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
    ids=["no axes", "duplicate axis", "inverted scale", "two of one kind", "duplicate key", "not a number"],
)
def test_invalid_data_raises_chart_error(draw: Draw, changed: dict[str, object]) -> None:
    with pytest.raises(ChartError):
        draw(chart(**changed))  # type: ignore[arg-type] # deliberately wrong


@settings(max_examples=20, deadline=None)
@given(
    name=st.text(max_size=60),
    values=st.lists(st.none() | st.floats(1, 5), min_size=8, max_size=8),
    scale_max=st.integers(5, 9),
)
def test_charts_are_well_formed_for_any_names_and_values(name: str, values: list[float | None], scale_max: int) -> None:
    axes = [replace(axis, name=name) for axis in AXES]
    data = chart(series(values, axes=axes), axes=axes, caption=name, gap_label=name, scale_max=scale_max)
    for draw in (draw_radar, draw_dots):
        shown = having(parse(draw(data)), "chart-point")
        assert len(shown) == sum(value is not None for value in values)


@both
@pytest.mark.parametrize("long", ["Verbondenheid en gelijkwaardigheid", "Samenwerkingsverbandsverantwoordelijkheid"])
@pytest.mark.parametrize("count", [2, 3, 5, 8])
def test_long_names_stay_inside_the_chart(draw: Draw, long: str, count: int) -> None:
    axes = [ChartAxis(f"{side}{index}", side, long) for side in ("process", "product") for index in range(count)]
    tree = parse(draw(chart(series([None, *[3.0] * (2 * count - 1)], axes=axes), axes=axes)))
    _, _, width, height = map(float, tree.get("viewBox", "").split())
    for element in tree.iter(f"{SVG}text"):
        wide = text_width(element.text or "", float(element.get("font-size", "0").removesuffix("px")))
        start = {"end": wide, "middle": wide / 2}.get(element.get("text-anchor", "start"), 0)
        left = float(element.get("x", "nan")) - start
        assert left >= -0.5
        assert left + wide <= width + 0.5
        assert 10 < float(element.get("y", "nan")) < height - 4


@both
def test_text_is_large_enough_on_a_phone(draw: Draw) -> None:
    tree = parse(draw(chart(*THREE)))
    scale = (375 - 2 * 16) / float(tree.get("viewBox", "").split()[2])
    sizes = {float(element.get("font-size", "0").removesuffix("px")) for element in tree.iter(f"{SVG}text")}
    assert min(sizes) * scale >= 11


def test_wrap_breaks_long_words_before_a_syllable() -> None:
    assert wrap("Samenwerkingsverband", 10, 64) == ["Samenwer-", "kingsverband"]
