"""Finding out in which encoding a CSV file was written, by what makes words.

Excel writes CSV in UTF-8 only if asked to. Otherwise it uses the code page of Windows, DOS or the Macintosh, and the
file does not say which. Reading one as another never fails: it turns “Zoë” into “Zo‰”.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

BYTE_ORDER_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
WINDOWS = "cp1252"
CODE_PAGES = (WINDOWS, "cp1254", "cp850", "mac_roman")
# A reading with some odd places is believed if every other one has this many times as many.
CLEARLY = 5
SAMPLE_LINES = 2_000

# Letters beyond ASCII that names in Western Europe and Turkey have; those in COMMON occur in Dutch schools.
COMMON = frozenset("éëèïöüçáíóúñäêôâîûßøåãœæÉÇÖÜÅØÓÁŞşğıİšžćčŠŽ")
LETTERS = COMMON | frozenset("àìòùõýÿðþÀÂÃÄÆÈÊËÌÍÎÏÐÑÒÔÕŒÙÚÛÝŸÞĞ")
VOWELS = "aeiouyàáâãäåèéêëìíîïòóôõöøùúûüýÿ\u0131æœ"
# Signs beyond ASCII that occur in lists of people or answers: quotes, dashes, spaces, currency, degrees.
SIGNS = frozenset("’\u2018“”„–—…€°·\xa0²³½¼¾×±•")
_OPENING = "\u2018“„"

_WORD = re.compile(r"[^\W\d_]+")
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_LETTER = r"[^\W\d_]"
_ODD_PLACES = re.compile(
    rf"(?<={_LETTER})[^\x00-\x7f\w\s’–—](?={_LETTER})"  # a sign within a word, as in “Zo‰tje”
    rf"|(?<={_LETTER})[{_OPENING}]"  # an opening quotation mark behind a word
    rf"|(?<!\w)[^\x00-\x7f\w\s’–—•{_OPENING}](?={_LETTER})"  # another sign before one, as in “€elik”
    rf"|(?<![{VOWELS}])ß"  # behind a consonant, or in front
    r"|(?<=[^\W\d_])þ"  # within a word
    r"|õ(?!e)"
    r"|[äÄ][aeo]",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Reading:
    """A code page and how it reads the sample: the number of odd places, and of words that are rare among names."""

    page: str
    odd: int
    rare: int


def decode(content: bytes) -> str | None:
    """Return the text of a file, or None if its encoding is unclear.

    UTF-16 needs its byte order mark; text that is valid UTF-8 is UTF-8. Otherwise a code page has to make clearly more
    sense than all others. If several are without odd places, that of Windows is taken if its words are less rare.
    """
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if content.startswith(mark):
            return _decoded(content, encoding)
    text = _decoded(content, "utf-8")
    if text is not None:
        return text
    page = _best(_readings(_sample(content)))
    return _decoded(content, page) if page else None


def _sample(content: bytes) -> bytes:
    """Return the first lines with bytes beyond ASCII: the only ones in which the code pages differ."""
    lines = (line for line in re.split(rb"[\r\n]+", content) if not line.isascii())
    return b"\n".join(itertools.islice(lines, SAMPLE_LINES))


def _readings(sample: bytes) -> list[_Reading]:
    """Return how each code page reads the sample, the best first; of pages that read it alike, the first."""
    texts: dict[str, str] = {}
    for page in CODE_PAGES:
        text = _decoded(sample, page)
        if text is not None:
            texts.setdefault(text, page)
    found = [_Reading(page, odd_places(text), _rare(text)) for text, page in texts.items()]
    return sorted(found, key=lambda reading: (reading.odd, reading.rare))


def _best(readings: list[_Reading]) -> str | None:
    if not readings:
        return None
    first, others = readings[0], readings[1:]
    if all(other.odd > first.odd and other.odd >= CLEARLY * first.odd for other in others):
        return first.page
    sensible = [other for other in others if other.odd == 0]
    if first.page == WINDOWS and first.odd == 0 and all(other.rare > first.rare for other in sensible):
        return first.page
    return None


def odd_places(text: str) -> int:
    """Return the number of places in a text that no word has."""
    foreign = [sign for sign in _FOREIGN.findall(text) if sign not in SIGNS and sign not in LETTERS]
    odd_capitals = sum(_has_odd_capital(word) for word in _WORD.findall(text) if not word.isascii())
    return len(foreign) + len(_ODD_PLACES.findall(text)) + odd_capitals


def _has_odd_capital(word: str) -> bool:
    """Return whether a word with small letters has a foreign capital behind its first letter, as “ZoÙ” has."""
    return word != word.upper() and any(letter > "\x7f" and letter.isupper() for letter in word[1:])


def _rare(text: str) -> int:
    """Return the number of words with a letter that is rare in names, or that begin with a small foreign letter."""
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    return sum(
        any(letter > "\x7f" and letter not in COMMON for letter in word) or (word[0] > "\x7f" and word[0].islower())
        for word in words
    )


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeError:
        return None
