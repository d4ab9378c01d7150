"""Immutable description of an instrument, free of Django and numpy; `parsing` reads it from a file."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

Side = Literal["process", "product"]
Scope = Literal["both", "process"]
Text = Mapping[str, str]
"""One text by language code; empty if the file does not give it."""

NOT_YET = "?"
"""The character for "I can't say yet" in a row of answers."""
UNANSWERED = "-"
"""The character for an unanswered item in a row of answers."""
ITEMS_PER_PAGE = 8


def localised(text: Text, language: str) -> str:
    """Return `text` in `language`, or else in Dutch, in English or in any language; "" if it is empty."""
    for wanted in (language, language.split("-", maxsplit=1)[0], "nl", "en", *text):
        if text.get(wanted):
            return text[wanted]
    return ""


@dataclass(frozen=True, slots=True)
class Item:
    """One statement. `facet` is a facet code of its dimension, `speaks` its grammatical person, `why` its rationale."""

    code: str
    text: Text
    reversed: bool = False
    facet: str = ""
    speaks: Literal["", "we", "ik"] = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Dimension:
    """A group of items that are scored together; `plain` explains its name in plain words."""

    code: str
    side: Side
    name: Text
    plain: Text
    items: tuple[Item, ...]
    facets: Mapping[str, Text] = field(default_factory=dict)

    @property
    def min_answered(self) -> int:
        """The number of items a person must answer to get a score: two thirds, rounded up."""
        return (2 * len(self.items) + 2) // 3


@dataclass(frozen=True, slots=True)
class Scale:
    """The scale points from `min` to `max` (whole numbers in 0..9), and their labels."""

    min: int
    max: int
    labels: Mapping[int, Text]

    @property
    def points(self) -> tuple[int, ...]:
        """All points, lowest first."""
        return tuple(range(self.min, self.max + 1))


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the questionnaire: complete dimensions, by code, under a heading that may be empty."""

    heading: Text
    dimensions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageOfItems:
    """A page with its items; `number` counts from 1."""

    number: int
    heading: Text
    items: tuple[Item, ...]


@dataclass(frozen=True)
class InstrumentDefinition:
    """A questionnaire, or the process side of one. `sha256` is the hash of the file it was read from."""

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
        """Hash by identity and items, because the texts are unhashable mappings."""
        return hash((self.code, self.version, self.sha256, self.item_codes))

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All items in the order of the answers."""
        return tuple(item for dimension in self.dimensions for item in dimension.items)

    @cached_property
    def item_codes(self) -> tuple[str, ...]:
        """The codes of all items in the order of the answers."""
        return tuple(item.code for item in self.items)

    @cached_property
    def alphabet(self) -> str:
        """The characters allowed in a row of answers: scale points, `?` if offered, and `-`."""
        points = "".join(str(point) for point in self.scale.points)
        return points + (NOT_YET if self.not_yet else "") + UNANSWERED

    @cached_property
    def sides(self) -> tuple[Side, ...]:
        """The sides that the dimensions cover, in order."""
        return tuple(dict.fromkeys(dimension.side for dimension in self.dimensions))

    def dimension(self, code: str) -> Dimension:
        """Return a dimension by code. Raises KeyError."""
        for dimension in self.dimensions:
            if dimension.code == code:
                return dimension
        raise KeyError(code)

    def dimension_slice(self, code: str) -> slice:
        """Return the slice of a row of answers that holds the items of a dimension. Raises KeyError."""
        start = 0
        for dimension in self.dimensions:
            if dimension.code == code:
                return slice(start, start + len(dimension.items))
            start += len(dimension.items)
        raise KeyError(code)

    def item_index(self, code: str) -> int:
        """Return the index of an item in a row of answers. Raises KeyError."""
        try:
            return self.item_codes.index(code)
        except ValueError:
            raise KeyError(code) from None

    def blank_answers(self) -> str:
        """Return a row of answers in which every item is unanswered."""
        return UNANSWERED * len(self.items)

    def for_scope(self, scope: Scope) -> "InstrumentDefinition":
        """Return the complete instrument for "both", or only its process dimensions and their pages for "process".

        Raises ValueError if the instrument has no process dimension.
        """
        if scope == "both":
            return self
        dimensions = tuple(dimension for dimension in self.dimensions if dimension.side == scope)
        if not dimensions:
            raise ValueError(f"{self.code} has no {scope} dimension")
        codes = {dimension.code for dimension in dimensions}
        parts = (Page(page.heading, tuple(code for code in page.dimensions if code in codes)) for page in self.pages)
        return replace(self, dimensions=dimensions, pages=tuple(page for page in parts if page.dimensions))

    def pages_of_items(self) -> list[PageOfItems]:
        """Return the pages in order, each with its items."""
        pages = []
        for number, page in enumerate(self.pages, start=1):
            items = tuple(item for code in page.dimensions for item in self.dimension(code).items)
            pages.append(PageOfItems(number, page.heading, items))
        return pages


def derive_pages(dimensions: tuple[Dimension, ...]) -> tuple[Page, ...]:
    """Distribute complete dimensions over pages: at most eight items per page, and never two sides on one page."""
    pages: list[list[Dimension]] = []
    for dimension in dimensions:
        page = pages[-1] if pages else []
        fits = sum(len(one.items) for one in [*page, dimension]) <= ITEMS_PER_PAGE
        if page and fits and page[0].side == dimension.side:
            page.append(dimension)
        else:
            pages.append([dimension])
    return tuple(Page({}, tuple(dimension.code for dimension in page)) for page in pages)
