"""Pictures as PNG: the same drawing on light paper, with its title above and its notes below. As PDF: paper.py.

The same data gives the same bytes: no date, no version of any program, and a palette made from the picture itself.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image

from srt.pictures import dots, radar
from srt.pictures.data import PictureData, picture_clean
from srt.pictures.looks import LINE_HEIGHT, TEXT_SIZE
from srt.pictures.sheet import PAPER, UNITS_PER_INCH, Anchor, Border, Sheet
from srt.pictures.text_layout import wrap
from srt.pictures.typesetting import data_settable, fonts_register

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

PNG_TIMES = 2  # pixels to a unit
COLOURS = 64


@dataclass(frozen=True)
class Line:
    """One line beside the picture: its words (none for a space), their size, how high the line is."""

    words: str
    size: float
    height: float
    anchor: Anchor = "left"
    bold: bool = False
    italic: bool = False


def png(data: PictureData, kind: FileKind) -> bytes:
    """The picture as PNG, two pixels to a unit, in a palette of 64 colours."""
    sheet = _sheet(data, kind)
    sheet.figure.set_dpi(UNITS_PER_INCH * PNG_TIMES)
    canvas = FigureCanvasAgg(sheet.figure)
    canvas.draw()  # type: ignore[no-untyped-call] # Matplotlib's stubs stop here
    drawn = Image.frombuffer("RGBA", canvas.get_width_height(), canvas.buffer_rgba())  # type: ignore[no-untyped-call] # as above
    written = io.BytesIO()
    few = drawn.convert("RGB").quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(written, format="PNG", optimize=True, dpi=(UNITS_PER_INCH * PNG_TIMES,) * 2)
    return written.getvalue()


def _sheet(data: PictureData, kind: FileKind) -> Sheet:
    """The picture with what is printed around it."""
    fonts_register()
    data = data_settable(picture_clean(data))
    above, below = _above(data), _below(data)
    border = Border(MARGIN, MARGIN + _height(above), MARGIN, MARGIN + _height(below))
    sheet = radar.sheet_for(data, border) if kind == "radar" else dots.sheet_for(data, border)
    sheet.figure.patch.set_visible(True)
    sheet.figure.patch.set_facecolor(PAPER)
    _print(sheet, above, top=-_height(above))
    _print(sheet, below, top=sheet.height)
    return sheet


def _above(data: PictureData) -> list[Line]:
    """The title and the network's own words."""
    title = wrap(data.title, TITLE_SIZE, WIDTH / _TITLE_WIDENING)
    lines = [Line(words, TITLE_SIZE, _TITLE_LINE, bold=True) for words in title]
    if data.own_words:
        own = wrap(f"“{data.own_words}”", TEXT_SIZE, WIDTH)
        lines += [Line("", 0, 10), *(Line(words, TEXT_SIZE, LINE_HEIGHT + 2, italic=True) for words in own)]
        lines.append(Line(data.own_words_label, _NOTE_SIZE, _NOTE_LINE))
    return [*lines, Line("", 0, _TITLE_SPACE)]


def _below(data: PictureData) -> list[Line]:
    """The notes, a little apart from each other."""
    lines: list[Line] = []
    for note in data.notes:
        lines.append(Line("", 0, _NOTE_SPACE))
        lines += [Line(words, _NOTE_SIZE, _NOTE_LINE, anchor="center") for words in wrap(note, _NOTE_SIZE, WIDTH)]
    return lines


def _height(lines: Sequence[Line]) -> float:
    return sum(line.height for line in lines)


def _print(sheet: Sheet, lines: Sequence[Line], *, top: float) -> None:
    for line in lines:
        if line.words:
            x = sheet.width / 2 if line.anchor == "center" else 0.0
            sheet.text(
                (x, top + line.height * 0.72),
                line.words,
                size=line.size,
                classes="picture-beside",
                anchor=line.anchor,
                bold=line.bold,
                italic=line.italic,
                serif=line.bold,
            )
        top += line.height
