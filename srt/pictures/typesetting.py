"""The fonts of files that leave the page: the page's own, and Matplotlib's own for what these do not have.

In the page the browser finds a font for every letter. A file has only what it carries, so a sign that no font has is
left out here instead of becoming an empty box.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

from matplotlib import font_manager
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font

from srt.pictures.data import PictureData
from srt.pictures.sheet import SANS, SERIF

FONTS = Path(__file__).parent / "fonts"
UNKNOWN_LETTER = "□"


@cache
def fonts_register() -> None:
    """Make the shipped fonts known to Matplotlib, once a process."""
    for path in sorted(FONTS.glob("*.ttf")):
        font_manager.fontManager.addfont(path)


def settable(words: str) -> str:
    """`words` as the fonts can set them: an emoji is left out, a letter that no font has becomes a box."""
    known = _characters()
    return "".join(
        sign if ord(sign) in known else UNKNOWN_LETTER if unicodedata.category(sign)[0] in "LN" else ""
        for sign in unicodedata.normalize("NFC", " ".join(words.split()))
    ).strip()


def data_settable(data: PictureData) -> PictureData:
    """The same data in words that the fonts can set."""
    return replace(
        data,
        title=settable(data.title),
        axes=[replace(axis, name=settable(axis.name)) for axis in data.axes],
        series=[replace(series, label=settable(series.label)) for series in data.series],
        caption=settable(data.caption),
        process_heading=settable(data.process_heading),
        product_heading=settable(data.product_heading),
        gap_label=settable(data.gap_label),
        own_words=settable(data.own_words),
        own_words_label=settable(data.own_words_label),
        notes=[settable(note) for note in data.notes],
        description=settable(data.description),
        table_heading=settable(data.table_heading),
        dimension_label=settable(data.dimension_label),
        answers_label=settable(data.answers_label),
    )


@cache
def _characters() -> frozenset[int]:
    """Every character that words in any weight can be set in."""
    fonts_register()
    settings = ((SANS, "normal"), (SANS, "bold"), (SERIF, "bold"))
    return frozenset.intersection(*(_characters_in(families, weight) for families, weight in settings))


def _characters_in(families: Iterable[str], weight: str) -> frozenset[int]:
    found: set[int] = set()
    for family in families:
        path = font_manager.findfont(FontProperties(family=[family], weight=weight), fallback_to_default=False)
        found.update(FT2Font(path).get_charmap())
    return frozenset(found)
