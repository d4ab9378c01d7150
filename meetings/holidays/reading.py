"""Reading the school holiday files strictly, so that the tests find every mistake in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext_noop

from meetings.planning import Span

FOLDER = Path(__file__).resolve().parent
REGIONS = ("noord", "midden", "zuid")
NAMES = {
    "autumn": gettext_noop("Autumn holiday"),
    "christmas": gettext_noop("Christmas holiday"),
    "spring": gettext_noop("Spring holiday"),
    "may": gettext_noop("May holiday"),
    "summer": gettext_noop("Summer holiday"),
}


class HolidayFileError(ValueError):
    """A holiday file is invalid. The message says what was expected where."""


@dataclass(frozen=True)
class YearHolidays:
    """The school holidays of a study year: untranslated names and days per region, in order, and their source."""

    first_year: int
    source: str
    regions: Mapping[str, tuple[tuple[str, Span], ...]]


def known_years() -> list[int]:
    """Return the study years with known school holidays, by their first calendar year."""
    return sorted(int(path.stem.partition("-")[0]) for path in FOLDER.glob("*.yaml"))


@cache
def holidays_of(first_year: int) -> YearHolidays | None:
    """Return the school holidays of a study year, or None if they are unknown."""
    path = FOLDER / f"{first_year}-{first_year + 1}.yaml"
    return holidays_read(path.read_text(encoding="utf-8"), path.stem) if path.exists() else None


def holidays_read(text: str, year: str) -> YearHolidays:
    """Return the school holidays in a file.

    Raises HolidayFileError for another year, a missing source or region, or invalid days.
    """
    data: Any = yaml.safe_load(text)
    _require(isinstance(data, dict) and data.get("year") == year, "year", year)
    source = data.get("source")
    _require(isinstance(source, str) and bool(source.strip()), "source", "the publication it is from")
    holidays = data.get("holidays")
    _require(isinstance(holidays, dict) and list(holidays) == list(NAMES), "holidays", ", ".join(NAMES))
    first_year = int(year.partition("-")[0])
    regions = {}
    for region in REGIONS:
        found = [(NAMES[name], _span(holidays[name], region, name)) for name in NAMES]
        _check_order(found, first_year, region)
        regions[region] = tuple(found)
    return YearHolidays(first_year, source.strip(), regions)


def _span(by_region: Any, region: str, name: str) -> Span:
    where = f"{name}, {region}"
    _require(isinstance(by_region, dict) and set(by_region) == set(REGIONS), name, ", ".join(REGIONS))
    days = by_region[region]
    _require(isinstance(days, list) and len(days) == 2 and all(type(day) is date for day in days), where, "two days")
    span = Span(*days)
    _require(span.first <= span.last, where, "a first day that is not after the last")
    return span


def _check_order(found: list[tuple[str, Span]], first_year: int, region: str) -> None:
    """Check that the holidays are in order and within the year. The summer holiday may end in the next year."""
    _require(date(first_year, 8, 1) <= found[0][1].first, region, "nothing before August")
    _require(found[-1][1].first <= date(first_year + 1, 7, 31), region, "a summer that begins before August")
    for (_earlier, before), (later, after) in pairwise(found):
        _require(before.last < after.first, f"{later}, {region}", "holidays in order")


def _require(is_right: bool, where: str, wanted: str) -> None:
    if not is_right:
        raise HolidayFileError(f"{where}: expected {wanted}")
