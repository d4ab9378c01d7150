"""Finding English that was never marked for translation, by rendering pages in a made-up language.

In that language every marked string stands between ⟦ and ⟧. What is left over on a page is data, or a mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

LANGUAGE = "eo"
READ_ATTRIBUTES = {"alt", "aria-label", "aria-description", "placeholder", "title", "data-confirm", "data-label"}
SILENT = {"script", "style", "template"}


class _Reader(HTMLParser):
    """Collects everything that a person reads or hears on a page, text and attributes alike."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in SILENT
        given = dict(attrs)
        names = READ_ATTRIBUTES | ({"value"} if given.get("type") in {"submit", "button"} else set())
        # Each attribute is a text of its own: a ⟦ opened in it closes in it.
        self.parts += [f"\n{value}\n" for name, value in attrs if name in names and value]

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in SILENT

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
    for known in sorted(set(data), key=len, reverse=True):
        text = text.replace(known, "\n")
    return list(_pieces(text))


def _pieces(text: str) -> Iterator[str]:
    for line in text.splitlines():
        piece = " ".join(line.split())
        if re.search(r"[A-Za-z]{2,}", piece):
            yield piece
