"""A chart as an accessible A4 PDF: the drawing with a text alternative, and a table of its values.

Typst typesets it from the same SVG as the page: tagged, with title and language (PDF/UA-1). The same data gives
the same bytes: no date, no system fonts, and an identifier derived from the content.
"""

import json
from pathlib import Path

import matplotlib as mpl
import typst

from srt.charts import dots, radar
from srt.charts.canvas import SANS, SERIF
from srt.charts.data import ChartData, ChartSeries, chart_clean
from srt.charts.looks import READING_ORDER, series_in
from srt.charts.palette import PAPER, SOFT_INK, TABLE_LINE, TONES
from srt.charts.typesetting import FONTS, data_settable

TEMPLATE = Path(__file__).with_name("paper.typ")
# As in PNG, Matplotlib's font is the fallback for characters that the page's fonts lack.
FONT_FOLDERS = [FONTS, Path(mpl.get_data_path()) / "fonts" / "ttf"]


def pdf(data: ChartData, kind: str) -> bytes:
    """Return the chart as PDF. `kind` is "radar" or "dots". Raises ChartError."""
    data = data_settable(chart_clean(data))
    drawing = radar.draw(data) if kind == "radar" else dots.draw(data)
    return typst.compile(
        input=TEMPLATE,
        format="pdf",
        font_paths=FONT_FOLDERS,
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
        # Passed as data, so that no text in it is parsed as markup.
        sys_inputs={"content": json.dumps(_content(data)), "drawing": _with_fonts(drawing)},
    )


def _content(data: ChartData) -> dict[str, object]:
    """Return the texts, values, colours and fonts of the page."""
    drawn = series_in(data, READING_ORDER)
    return {
        "title": data.title or "–",  # a name may consist of characters that no font has
        "language": data.language,
        "description": data.description,
        "statement": data.statement,
        "statement_label": data.statement_label,
        "table_heading": data.table_heading,
        "columns": [data.dimension_label, *(series.label for series in drawn), data.answers_label],
        "rows": [_row(data, drawn, axis.code, axis.name) for axis in data.axes],
        "notes": list(data.notes),
        "colours": {"paper": PAPER, "ink": TONES["ink"], "soft": SOFT_INK, "line": TABLE_LINE},
        "sans": SANS,
        "serif": SERIF,
    }


def _row(data: ChartData, drawn: list[ChartSeries], code: str, name: str) -> list[str]:
    """Return a row of the table. A dimension without values has one cell that says so."""
    points = [series.points.get(code) for series in drawn]
    if not any(points):
        return [name, data.gap_label]
    answers = next((point.n for point in points[:1] if point is not None), None)
    values = [point.text if point is not None else data.gap_label for point in points]
    return [name, *values, "" if answers is None else str(answers)]


def _with_fonts(svg: str) -> str:
    """Return the drawing with the fonts that the stylesheet sets on a page."""
    svg = svg.replace("<svg ", f'<svg font-family="{", ".join(SANS)}" ', 1)
    return svg.replace('<text class="chart-heading', f'<text font-family="{", ".join(SERIF)}" class="chart-heading')
