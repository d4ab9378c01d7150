"""Finding English that was never marked for translation, by rendering pages in a made-up language.

In that language every marked string stands between ⟦ and ⟧. What is left over on a page is data, or a mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from html.parser import HTMLParser

LANGUAGE = "eo"
READ_ATTRIBUTES = {"alt", "aria-label", "aria-description", "placeholder", "title", "data-confirm", "data-label"}
SILENT = {"script", "style", "template", "code"}


class _Reader(HTMLParser):
    """Collects everything that a person reads or hears on a page, text and attributes alike."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in SILENT
        given = dict(attrs)
        is_button = tag == "input" and given.get("type") in {"submit", "button"}
        names = READ_ATTRIBUTES | ({"value"} if is_button else set())
        # Each attribute is a text of its own: a ⟦ opened in it closes in it.
        self.parts += ["\n", *(f"\n{value}\n" for name, value in attrs if name in names and value)]

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in SILENT
        self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(data)


def untranslated(html: str, data: Iterable[str] = ()) -> list[str]:
    """Return the words of a page in the made-up language that no catalogue gave.

    `data` are texts that come from rows or files (names, themes, item texts) and may stand anywhere.
    """
    reader = _Reader()
    reader.feed(html)
    text = "".join(reader.parts)
    while re.search(r"⟦[^⟦⟧]*⟧", text):  # a marked string may hold another as its placeholder
        text = re.sub(r"⟦[^⟦⟧]*⟧", "\n", text)
    if known := frozenset(data):
        text = _any_of(known).sub("\n", text)
    return list(_pieces(text))


@cache
def _any_of(known: frozenset[str]) -> re.Pattern[str]:
    """Whole words only, and the longest first: somebody is called Bo, and a book is no Bo."""
    longest_first = sorted(known, key=lambda text: (-len(text), text))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


def _pieces(text: str) -> Iterator[str]:
    for line in text.splitlines():
        piece = " ".join(line.split())
        if re.search(r"[A-Za-z]{2,}", piece):
            yield piece
