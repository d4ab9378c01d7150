"""A picture on a sheet of A4, as PDF that a screen reader can read: the drawing with words in its place, and a table.

Typst sets it from the same SVG that the page shows: tagged, with title and language (PDF/UA-1). The same data gives the
same bytes: no date, no machine's fonts, and an identifier that is made from the content.
"""

import json
from pathlib import Path

import matplotlib as mpl
import typst

from srt.pictures import dots, radar
from srt.pictures.data import PictureData, PictureSeries, picture_clean
from srt.pictures.looks import READING_ORDER, series_in
from srt.pictures.sheet import PAPER, SANS, SERIF, TONES
from srt.pictures.svg import FALLBACKS, PAPER_FALLBACK
from srt.pictures.typesetting import FONTS, data_settable

SHEET = Path(__file__).with_name("paper.typ")
# As for PNG: Matplotlib's own font stands in for what the page's fonts do not have.
FONT_FOLDERS = [FONTS, Path(mpl.get_data_path()) / "fonts" / "ttf"]


def pdf(data: PictureData, kind: str) -> bytes:
    """The picture as PDF. `kind` is "radar" or "dots". Raises PictureError."""
    data = data_settable(picture_clean(data))
    drawing = radar.draw(data) if kind == "radar" else dots.draw(data)
    return typst.compile(
        input=SHEET,
        format="pdf",
        font_paths=FONT_FOLDERS,
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
        # As data, so that no word in it can be taken for markup.
        sys_inputs={"said": json.dumps(_said(data)), "drawing": _on_paper(drawing)},
    )


def _said(data: PictureData) -> dict[str, object]:
    """All words of the sheet."""
    drawn = series_in(data, READING_ORDER)
    return {
        "title": data.title or "–",  # a name may be nothing but signs that no font has
        "language": data.language,
        "description": data.description,
        "own_words": data.own_words,
        "own_words_label": data.own_words_label,
        "table_heading": data.table_heading,
        "columns": [data.dimension_label, *(series.label for series in drawn), data.answers_label],
        "rows": [_row(data, drawn, axis.code, axis.name) for axis in data.axes],
        "notes": list(data.notes),
        "sans": SANS,
        "serif": SERIF,
    }


def _row(data: PictureData, drawn: list[PictureSeries], code: str, name: str) -> list[str]:
    """A row of the table; a dimension of which nothing is shown has one sentence in the place of all its cells."""
    points = [series.points.get(code) for series in drawn]
    if not any(points):
        return [name, data.gap_label]
    answers = next((point.n for point in points[:1] if point is not None), None)
    values = [point.text if point is not None else data.gap_label for point in points]
    return [name, *values, "" if answers is None else str(answers)]


def _on_paper(svg: str) -> str:
    """The drawing in the colours and fonts of paper, where no stylesheet is."""
    for tone, fallback in FALLBACKS.items():
        svg = svg.replace(f' color="{fallback}"', f' color="{TONES[tone]}"')
    svg = svg.replace(f'fill="{PAPER_FALLBACK}"', f'fill="{PAPER}"')
    svg = svg.replace("<svg ", f'<svg font-family="{", ".join(SANS)}" ', 1)
    return svg.replace('<text class="picture-heading', f'<text font-family="{", ".join(SERIF)}" class="picture-heading')
