"""The fonts of files that leave the page: the page's own, and Matplotlib's own for what these do not have.

In the page the browser finds a font for every letter. A file has only what it carries, so a sign that no font has is
left out here instead of becoming an empty box.
"""

import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from matplotlib import font_manager
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font

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
