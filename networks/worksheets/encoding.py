"""Finding out in which encoding a CSV file was written, by what makes words.

Excel writes CSV in UTF-8 only if asked to. Otherwise it uses the code page of Windows, DOS or the Macintosh, and the
file does not say which. Reading one as another never fails: it turns “Zoë” into “Zo‰”.
"""

from __future__ import annotations

import re
import unicodedata

BYTE_ORDER_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
CODE_PAGES = ("cp1252", "cp850", "mac_roman")
# Letters beyond ASCII that names in Dutch schools have, the frequent ones first.
FREQUENT = frozenset("éëèïöüçáíóúñäêôâîûßøåÉÇÖÅØŞşğıİšžćčŠŽ")
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_SIGN_IN_WORD = re.compile(r"(?<=[^\W\d_])[^\x00-\x7f\w\s’\u2018–—-](?=[^\W\d_])")
# Signs beyond ASCII that occur in lists of people or answers: quotes, dashes, spaces, currency, degrees.
SIGNS = frozenset("’‘“”„–—…€°·\xa0²³½¼¾×±•")


def decode(content: bytes) -> str | None:
    """Return the text of a file, or None if its encoding is unclear.

    UTF-16 needs its byte order mark; what is UTF-8 is UTF-8. Of the three code pages, the one that makes the most sense has
    to make clearly more sense than any other reading that differs from it.
    """
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if content.startswith(mark):
            return _decoded(content, encoding)
    text = _decoded(content, "utf-8")
    if text is not None:
        return text
    readings = {reading for page in CODE_PAGES if (reading := _decoded(content, page)) is not None}
    ranked = sorted(readings, key=strangeness)
    if not ranked or (len(ranked) > 1 and strangeness(ranked[0]) == strangeness(ranked[1])):
        return None
    return ranked[0] if strangeness(ranked[0])[0] == 0 else None


def strangeness(text: str) -> tuple[int, float]:
    """Return (places that no word has, share of letters that are rare in names). Less is more likely."""
    foreign = _FOREIGN.findall(text)
    letters = [sign for sign in foreign if sign.isalpha()]
    odd_signs = sum(not sign.isalpha() and sign not in SIGNS for sign in foreign)
    odd_words = sum(_is_odd(word) for word in _WORD.findall(text))
    rare = sum(letter not in FREQUENT for letter in letters)
    odd_words += len(_SIGN_IN_WORD.findall(text))
    return odd_signs + odd_words, rare / max(len(letters), 1)


def _is_odd(word: str) -> bool:
    """Return whether a word has a foreign capital after a small letter, as “ZoÙ” has and no name does."""
    pairs = zip(word, word[1:], strict=False)
    return any(unicodedata.category(one) == "Ll" and two > "\x7f" and two.isupper() for one, two in pairs)


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeError:
        return None
