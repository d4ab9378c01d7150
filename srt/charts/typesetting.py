"""The fonts of PNG and PDF files: the page's own, with Matplotlib's fonts as the fallback.

On a page the browser finds a font for every character. A file only has the fonts it embeds, so symbols that no font has
are removed here instead of becoming empty boxes.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

from matplotlib import font_manager
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font

from srt.charts.canvas import SANS, SERIF
from srt.charts.data import ChartData

FONTS = Path(__file__).parent / "fonts"
UNKNOWN_LETTER = "□"


@cache
def fonts_register() -> None:
    """Register the shipped fonts with Matplotlib, once per process."""
    for path in sorted(FONTS.glob("*.ttf")):
        font_manager.fontManager.addfont(path)


def settable(words: str) -> str:
    """Return `words` as the fonts can set them: emoji are removed, and letters that no font has become a box."""
    known = _characters()
    return "".join(
        sign if ord(sign) in known else UNKNOWN_LETTER if unicodedata.category(sign)[0] in "LN" else ""
        for sign in unicodedata.normalize("NFC", " ".join(words.split()))
    ).strip()


def data_settable(data: ChartData) -> ChartData:
    """Return the data without emoji, and with a box for each letter that no font has."""
    return replace(
        data,
        title=settable(data.title),
        axes=[replace(axis, name=settable(axis.name)) for axis in data.axes],
        series=[replace(series, label=settable(series.label)) for series in data.series],
        caption=settable(data.caption),
        process_heading=settable(data.process_heading),
        product_heading=settable(data.product_heading),
        gap_label=settable(data.gap_label),
        statement=settable(data.statement),
        statement_label=settable(data.statement_label),
        notes=[settable(note) for note in data.notes],
        description=settable(data.description),
        table_heading=settable(data.table_heading),
        dimension_label=settable(data.dimension_label),
        answers_label=settable(data.answers_label),
    )


@cache
def _characters() -> frozenset[int]:
    """Return the characters that every weight in use has."""
    fonts_register()
    settings = ((SANS, "normal"), (SANS, "bold"), (SERIF, "bold"))
    return frozenset.intersection(*(_characters_in(families, weight) for families, weight in settings))


def _characters_in(families: Iterable[str], weight: str) -> frozenset[int]:
    found: set[int] = set()
    for family in families:
        path = font_manager.findfont(FontProperties(family=[family], weight=weight), fallback_to_default=False)
        found.update(FT2Font(path).get_charmap())
    return frozenset(found)
