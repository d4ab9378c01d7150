"""Find English that was never marked for translation, by rendering pages in a pseudo-language.

In that language every marked string is between ⟦ and ⟧. Anything else on a page is data, or a mistake.
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
    """Collects every text that is read or heard on a page, including attributes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in SILENT
        given = dict(attrs)
        is_button = tag == "input" and given.get("type") in {"submit", "button"}
        names = READ_ATTRIBUTES | ({"value"} if is_button else set())
        # Each attribute is a text of its own: a ⟦ opened in it is closed in it.
        self.parts += ["\n", *(f"\n{value}\n" for name, value in attrs if name in names and value)]

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in SILENT
        self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(data)


def untranslated(html: str, data: Iterable[str] = ()) -> list[str]:
    """Return the texts of a page in the pseudo-language that came from no catalogue.

    `data` are texts from rows or files (names, themes, items), which may be anywhere.
    """
    reader = _Reader()
    reader.feed(html)
    text = "".join(reader.parts)
    while re.search(r"⟦[^⟦⟧]*⟧", text):  # a marked string may contain another as its placeholder
        text = re.sub(r"⟦[^⟦⟧]*⟧", "\n", text)
    if known := frozenset(data):
        text = _without(text, known)
    return list(_pieces(text))


def _without(text: str, known: frozenset[str]) -> str:
    """Return a text without the known texts in it: whole words only, the longest first.

    This loops over an index, because a regular expression with thousands of alternatives takes ten times as long.
    """
    index, parts, end = _by_start(known), [], 0
    for found in re.finditer(r"(?<!\w)\S", text):
        at = found.start()
        if at < end:
            continue
        for candidate in (*index.get(text[at : at + 2], ()), *index.get(text[at], ())):
            after = at + len(candidate)
            if text.startswith(candidate, at) and not re.match(r"\w", text[after : after + 1]):
                parts.append(text[end:at])
                end = after
                break
    return "\n".join([*parts, text[end:]])


@cache
def _by_start(known: frozenset[str]) -> dict[str, list[str]]:
    """Return known texts by their first two characters, the longest first."""
    index: dict[str, list[str]] = {}
    for text in sorted(known, key=lambda text: (-len(text), text)):
        index.setdefault(text[:2], []).append(text)
    return index


def _pieces(text: str) -> Iterator[str]:
    for line in text.splitlines():
        piece = " ".join(line.split())
        if re.search(r"[A-Za-z]{2,}", piece):
            yield piece
