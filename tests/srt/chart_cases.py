"""Chart data for tests, and helpers to inspect the SVG."""

import re
from collections.abc import Mapping, Sequence
from xml.etree import ElementTree as ET

from srt.charts import ChartAxis, ChartData, ChartPoint, ChartSeries, SeriesKind

SVG = "{http://www.w3.org/2000/svg}"

AXES = [
    ChartAxis("practice_integration", "process", "Praktijkintegratie"),
    ChartAxis("long_term_goals", "process", "Lange termijn en doelen"),
    ChartAxis("identity_equality", "process", "Verbondenheid en gelijkwaardigheid"),
    ChartAxis("immediate_value", "product", "Directe waarde"),
    ChartAxis("potential_value", "product", "Potentiële waarde"),
    ChartAxis("applied_value", "product", "Toegepaste waarde"),
    ChartAxis("realised_value", "product", "Gerealiseerde waarde"),
    ChartAxis("reframing_value", "product", "Herdefiniërende waarde"),
]
VALUES = [3.6, 4.1, 3.2, 4.2, 3.4, 2.9, 2.4, 3.1]


def point(position: float, *, n: int | None = 12, low: float | None = None, high: float | None = None) -> ChartPoint:
    """Return a released value, formatted in Dutch."""
    return ChartPoint(position, f"{position:.1f}".replace(".", ","), low, high, n)


def series(
    values: Sequence[float | None],
    *,
    kind: SeriesKind = "this_year",
    key: str = "2025-2026",
    axes: Sequence[ChartAxis] = AXES,
) -> ChartSeries:
    """Return a series with a value (or None) per axis, in order. Its label is its key."""
    points = {axis.code: None if value is None else point(value) for axis, value in zip(axes, values, strict=True)}
    return ChartSeries(key, key, kind, points)


def chart(*drawn: ChartSeries, axes: Sequence[ChartAxis] = AXES, **changed: object) -> ChartData:
    """Return chart data of these series, or of one ordinary year. Any field can be overridden."""
    fields: dict[str, object] = {
        "title": "Zo zien jullie het nu",
        "description": "Twee kanten, acht dimensies.",
        "axes": axes,
        "scale_min": 1,
        "scale_max": 5,
        "series": drawn or (series(VALUES),),
        "caption": "12 van de 15 deelnemers",
        "process_heading": "Hoe jullie samen leren",
        "product_heading": "Wat het jullie brengt",
        "gap_label": "te weinig antwoorden",
        "language": "nl",
    }
    return ChartData(**{**fields, **changed})  # type: ignore[arg-type] # fields are named by the tests


def parse(svg: str) -> ET.Element:
    """Parse a chart, raising ParseError if it is not well formed."""
    return ET.fromstring(svg)  # noqa: S314 - a chart of our own


def having(tree: ET.Element, name: str) -> list[ET.Element]:
    """Return the elements with a class name, in document order."""
    return [element for element in tree.iter() if name in element.get("class", "").split()]


def words(tree: ET.Element, name: str) -> str:
    """Return the text of all elements with a class name, joined by spaces."""
    return " ".join(element.text or "" for element in having(tree, name))


def box(element: ET.Element) -> tuple[float, float, float, float]:
    """Return the left, top, right and bottom of a path, including its control points."""
    numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", element.get("d", ""))]
    return min(numbers[::2]), min(numbers[1::2]), max(numbers[::2]), max(numbers[1::2])


def middle(element: ET.Element) -> tuple[float, float]:
    """Return the centre of a marker."""
    left, top, right, bottom = box(element)
    return (left + right) / 2, (top + bottom) / 2


def markers(tree: ET.Element, kind: SeriesKind = "this_year") -> Mapping[str, tuple[float, float]]:
    """Return the centres of the markers of a series by dimension."""
    (group,) = having(tree, f"chart-series-{kind}")
    return {element.get("data-axis", ""): middle(element) for element in having(group, "chart-point")}
