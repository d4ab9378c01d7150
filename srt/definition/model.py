"""What an instrument is: frozen data, read from a file by :mod:`srt.definition.parsing`, free of Django and numpy."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

Side = Literal["process", "product"]
Scope = Literal["both", "process"]
Text = Mapping[str, str]
"""One text in several languages: language code to words. Empty where the file gives none."""

NOT_YET = "?"
"""The character of *kan ik nog niet zeggen* in a row of answers."""
UNANSWERED = "-"
"""The character of an item without an answer in a row of answers."""
ITEMS_PER_PAGE = 8


def localised(text: Text, language: str) -> str:
    """Return the words of ``text`` in ``language``; else in Dutch, in English, in any language; else nothing."""
    for wanted in (language, language.split("-", maxsplit=1)[0], "nl", "en", *text):
        if text.get(wanted):
            return text[wanted]
    return ""


@dataclass(frozen=True, slots=True)
class Item:
    """One statement. ``facet`` is a letter of its dimension, ``speaks`` whose voice it has, ``why`` why it exists."""

    code: str
    text: Text
    reversed: bool = False
    facet: str = ""
    speaks: Literal["", "we", "ik"] = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Dimension:
    """A group of items that is scored together; ``plain`` is the line that stands beside its name."""

    code: str
    side: Side
    name: Text
    plain: Text
    items: tuple[Item, ...]
    facets: Mapping[str, Text] = field(default_factory=dict)

    @property
    def needed(self) -> int:
        """How many of the items a person must answer to have a score: two thirds, in whole numbers, rounded up."""
        return (2 * len(self.items) + 2) // 3


@dataclass(frozen=True, slots=True)
class Scale:
    """Whole points from ``min`` to ``max``, both in 0..9, and the words of each point."""

    min: int
    max: int
    labels: Mapping[int, Text]

    @property
    def points(self) -> tuple[int, ...]:
        """Every point, lowest first."""
        return tuple(range(self.min, self.max + 1))


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the questionnaire: whole dimensions, by code, under a heading that may be empty."""

    heading: Text
    dimensions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageOfItems:
    """A page with its items looked up; ``number`` counts from 1."""

    number: int
    heading: Text
    items: tuple[Item, ...]


@dataclass(frozen=True)
class InstrumentDefinition:
    """A whole questionnaire. ``sha256`` is the hash of the file it was read from, also for one side of it."""

    code: str
    version: int
    name: Text
    provisional: bool
    source: Text
    scale: Scale
    dimensions: tuple[Dimension, ...]
    pages: tuple[Page, ...]
    not_yet: bool
    period: Text
    explain: Text
    sha256: str
    references: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    def __hash__(self) -> int:
        """Hash by what names a definition, since its texts are mappings."""
        return hash((self.code, self.version, self.sha256, self.item_codes))

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Every item in the order of the answers."""
        return tuple(item for dimension in self.dimensions for item in dimension.items)

    @cached_property
    def item_codes(self) -> tuple[str, ...]:
        """Every item's code in the order of the answers."""
        return tuple(item.code for item in self.items)

    @cached_property
    def alphabet(self) -> str:
        """Every character that may stand in a row of answers: scale points, ``?`` where offered, ``-``."""
        points = "".join(str(point) for point in self.scale.points)
        return points + (NOT_YET if self.not_yet else "") + UNANSWERED

    @cached_property
    def sides(self) -> tuple[Side, ...]:
        """The sides that occur, in the order of the dimensions."""
        return tuple(dict.fromkeys(dimension.side for dimension in self.dimensions))

    def dimension(self, code: str) -> Dimension:
        """Return the dimension of that code; ``KeyError`` for another."""
        for dimension in self.dimensions:
            if dimension.code == code:
                return dimension
        raise KeyError(code)

    def dimension_slice(self, code: str) -> slice:
        """Return where the items of a dimension stand in a row of answers; ``KeyError`` for another code."""
        start = 0
        for dimension in self.dimensions:
            if dimension.code == code:
                return slice(start, start + len(dimension.items))
            start += len(dimension.items)
        raise KeyError(code)

    def item_index(self, code: str) -> int:
        """Return the place of an item in a row of answers; ``KeyError`` for another code."""
        try:
            return self.item_codes.index(code)
        except ValueError:
            raise KeyError(code) from None

    def blank_answers(self) -> str:
        """Return the row of answers in which everything is still open."""
        return UNANSWERED * len(self.items)

    def for_scope(self, scope: Scope) -> "InstrumentDefinition":
        """Return the whole instrument for ``both``, only its process dimensions and their pages for ``process``.

        Raises ``ValueError`` when the instrument has no process dimension.
        """
        if scope == "both":
            return self
        kept = tuple(dimension for dimension in self.dimensions if dimension.side == scope)
        if not kept:
            raise ValueError(f"{self.code} has no {scope} dimension")
        codes = {dimension.code for dimension in kept}
        parts = (Page(page.heading, tuple(code for code in page.dimensions if code in codes)) for page in self.pages)
        return replace(self, dimensions=kept, pages=tuple(page for page in parts if page.dimensions))

    def pages_of_items(self) -> list[PageOfItems]:
        """Return the pages of the questionnaire in order, each with its items."""
        pages = []
        for number, page in enumerate(self.pages, start=1):
            items = tuple(item for code in page.dimensions for item in self.dimension(code).items)
            pages.append(PageOfItems(number, page.heading, items))
        return pages


def derive_pages(dimensions: tuple[Dimension, ...]) -> tuple[Page, ...]:
    """Lay whole dimensions on pages without headings: at most eight items a page, never two sides on one page."""
    pages: list[list[Dimension]] = []
    for dimension in dimensions:
        page = pages[-1] if pages else []
        fits = sum(len(one.items) for one in [*page, dimension]) <= ITEMS_PER_PAGE
        if page and fits and page[0].side == dimension.side:
            page.append(dimension)
        else:
            pages.append([dimension])
    return tuple(Page({}, tuple(dimension.code for dimension in page)) for page in pages)
