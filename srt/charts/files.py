"""Charts as PNG: the drawing in light colours, with its title above and its notes below. See paper.py for PDF.

The same data gives the same bytes: no date, no program version, and a palette derived from the image itself.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image

from srt.charts import dots, radar
from srt.charts.canvas import UNITS_PER_INCH, Anchor, Border, Canvas
from srt.charts.data import ChartData, chart_clean
from srt.charts.looks import LINE_HEIGHT, TEXT_SIZE
from srt.charts.palette import PAPER
from srt.charts.text_layout import wrap
from srt.charts.typesetting import data_settable, fonts_register

FileKind = Literal["radar", "dots"]

WIDTH = 540.0
MARGIN = 44.0
TITLE_SIZE = 27.0
_TITLE_LINE = 35.0
_TITLE_WIDENING = 1.12
_TITLE_SPACE = 26.0
_NOTE_SIZE = 15.0
_NOTE_LINE = 20.0
_NOTE_SPACE = 9.0

PNG_SCALE = 2  # pixels per unit
COLOURS = 64


@dataclass(frozen=True)
class Line:
    """A line of text around the drawing, or vertical space if `words` is empty."""

    words: str
    size: float
    height: float
    anchor: Anchor = "left"
    bold: bool = False
    italic: bool = False


def png(data: ChartData, kind: FileKind) -> bytes:
    """Return the chart as PNG with two pixels per unit and a palette of 64 colours."""
    canvas = _canvas(data, kind)
    canvas.figure.set_dpi(UNITS_PER_INCH * PNG_SCALE)
    rendered = FigureCanvasAgg(canvas.figure)
    rendered.draw()  # type: ignore[no-untyped-call] # Matplotlib's stubs stop here
    drawn = Image.frombuffer("RGBA", rendered.get_width_height(), rendered.buffer_rgba())  # type: ignore[no-untyped-call] # as above
    written = io.BytesIO()
    few = drawn.convert("RGB").quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(written, format="PNG", optimize=True, dpi=(UNITS_PER_INCH * PNG_SCALE,) * 2)
    return written.getvalue()


def _canvas(data: ChartData, kind: FileKind) -> Canvas:
    """Return a canvas with the chart and the text around it."""
    fonts_register()
    data = data_settable(chart_clean(data))
    above, below = _above(data), _below(data)
    border = Border(MARGIN, MARGIN + _height(above), MARGIN, MARGIN + _height(below))
    canvas = radar.canvas_for(data, border) if kind == "radar" else dots.canvas_for(data, border)
    canvas.figure.patch.set_visible(True)
    canvas.figure.patch.set_facecolor(PAPER)
    _print(canvas, above, top=-_height(above))
    _print(canvas, below, top=canvas.height)
    return canvas


def _above(data: ChartData) -> list[Line]:
    """Return the title and the network's statement."""
    title = wrap(data.title, TITLE_SIZE, WIDTH / _TITLE_WIDENING)
    lines = [Line(words, TITLE_SIZE, _TITLE_LINE, bold=True) for words in title]
    if data.statement:
        own = wrap(f"“{data.statement}”", TEXT_SIZE, WIDTH)
        lines += [Line("", 0, 10), *(Line(words, TEXT_SIZE, LINE_HEIGHT + 2, italic=True) for words in own)]
        lines.append(Line(data.statement_label, _NOTE_SIZE, _NOTE_LINE))
    return [*lines, Line("", 0, _TITLE_SPACE)]


def _below(data: ChartData) -> list[Line]:
    """Return the notes, with some space between them."""
    lines: list[Line] = []
    for note in data.notes:
        lines.append(Line("", 0, _NOTE_SPACE))
        lines += [Line(words, _NOTE_SIZE, _NOTE_LINE, anchor="center") for words in wrap(note, _NOTE_SIZE, WIDTH)]
    return lines


def _height(lines: Sequence[Line]) -> float:
    return sum(line.height for line in lines)


def _print(canvas: Canvas, lines: Sequence[Line], *, top: float) -> None:
    for line in lines:
        if line.words:
            x = canvas.width / 2 if line.anchor == "center" else 0.0
            canvas.text(
                (x, top + line.height * 0.72),
                line.words,
                size=line.size,
                classes="chart-beside",
                anchor=line.anchor,
                bold=line.bold,
                italic=line.italic,
                serif=line.bold,
            )
        top += line.height
