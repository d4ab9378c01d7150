"""Find ordinary spaces where a line of a Dutch page must not break.

A dot between two facts stays with the fact before it, a number with its unit, and a week with its number. Use `&nbsp;`
in a template, `\\N{NO-BREAK SPACE}` in Python, and `accounts.formatting.join_facts` for facts with dots.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html.parser import HTMLParser

# A title is never broken over lines on a page, and a form field shows what people entered.
IGNORED = {"title", "script", "style", "template", "textarea", "pre", "svg"}
BREAKABLE = re.compile(
    r"\S*[ \n]\s*·"
    r"|\d[ \n]\s*(?:min|minuut|minuten|uur)\b"
    r"|\b[Ww](?:eek|eken)[ \n]\s*\d"
    r"|\d(?!(?:\N{NO-BREAK SPACE}\w+)+\N{NO-BREAK SPACE}\d)\s+van\s+(?:de\s+)?\d"
)


class _Texts(HTMLParser):
    """Collects the text nodes of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.ignored = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - HTMLParser's signature
        self.ignored += tag in IGNORED

    def handle_endtag(self, tag: str) -> None:
        self.ignored -= tag in IGNORED

    def handle_data(self, data: str) -> None:
        if not self.ignored:
            self.texts.append(data)


def breakable(html: str, data: Iterable[str] = ()) -> list[str]:
    """Return the texts of a page in which a line may break at the wrong place, except in `data` that people entered."""
    parser = _Texts()
    parser.feed(html)
    return [
        " ".join(text.split())
        for text in parser.texts
        for found in BREAKABLE.finditer(text)
        if not any(found[0] in entered and entered in text for entered in data)
    ]
