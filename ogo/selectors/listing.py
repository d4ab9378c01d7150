"""A list with filters in the address and pages of fifty."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.translation import gettext as _

ROWS_A_PAGE = 50


@dataclass(frozen=True)
class FilterChoice:
    """A value of a filter as a link: its words, its parameters, and whether the list is limited to it now."""

    words: Any
    query: str
    is_current: bool


@dataclass(frozen=True)
class Listing:
    """A page of rows, the filters, and their parameters for the links to other pages (each followed by &)."""

    page: Page[Any]
    filters: list[list[FilterChoice]]
    query: str
    is_filtered: bool


def listing(
    rows: "QuerySet[Any]", parameters: Mapping[str, str], filters: Mapping[str, Iterable[tuple[str, Any]]]
) -> Listing:
    """Return a page of the rows that the parameters of the address ask for.

    `filters` has the choices of each field that can be filtered. A value that is not among them is ignored.
    """
    chosen = {name: parameters.get(name, "") for name in filters}
    known = {name: {value for value, _words in choices} for name, choices in filters.items()}
    current = {name: value for name, value in chosen.items() if value in known[name] and value}
    page = Paginator(rows.filter(**current), ROWS_A_PAGE).get_page(parameters.get("page"))
    query = "".join(f"{urlencode({name: value})}&" for name, value in current.items())
    groups = [_choices(name, choices, current) for name, choices in filters.items()]
    return Listing(page, groups, query, bool(current))


def _choices(name: str, choices: Iterable[tuple[str, Any]], current: Mapping[str, str]) -> list[FilterChoice]:
    others = {other: value for other, value in current.items() if other != name}
    return [
        FilterChoice(words, urlencode({**others, **({name: value} if value else {})}), current.get(name, "") == value)
        for value, words in [("", _("all")), *choices]
    ]
