"""Reading the files of school holidays, strictly: a slip in one stops the tests, not a planner's evening."""

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
    """A file of holidays is not as it should be; the text says what and where."""


@dataclass(frozen=True)
class YearHolidays:
    """The school holidays of a study year: per region, names to translate and their days, in order; and the source."""

    first_year: int
    source: str
    regions: Mapping[str, tuple[tuple[str, Span], ...]]


def known_years() -> list[int]:
    """Return the study years of which the school holidays are known, by their first calendar year."""
    return sorted(int(path.stem.partition("-")[0]) for path in FOLDER.glob("*.yaml"))


@cache
def holidays_of(first_year: int) -> YearHolidays | None:
    """Return the school holidays of a study year; None when they are not known."""
    path = FOLDER / f"{first_year}-{first_year + 1}.yaml"
    return holidays_read(path.read_text(encoding="utf-8"), path.stem) if path.exists() else None


def holidays_read(text: str, year: str) -> YearHolidays:
    """Return what a file says. Raises HolidayFileError for another year, no source, a missing region or wrong days."""
    data: Any = yaml.safe_load(text)
    _want(isinstance(data, dict) and data.get("year") == year, "year", year)
    source = data.get("source")
    _want(isinstance(source, str) and bool(source.strip()), "source", "the publication it is from")
    holidays = data.get("holidays")
    _want(isinstance(holidays, dict) and list(holidays) == list(NAMES), "holidays", ", ".join(NAMES))
    first_year = int(year.partition("-")[0])
    regions = {}
    for region in REGIONS:
        found = [(NAMES[name], _span(holidays[name], region, name)) for name in NAMES]
        _check_order(found, first_year, region)
        regions[region] = tuple(found)
    return YearHolidays(first_year, source.strip(), regions)


def _span(by_region: Any, region: str, name: str) -> Span:
    where = f"{name}, {region}"
    _want(isinstance(by_region, dict) and set(by_region) == set(REGIONS), name, ", ".join(REGIONS))
    days = by_region[region]
    _want(isinstance(days, list) and len(days) == 2 and all(type(day) is date for day in days), where, "two days")
    span = Span(*days)
    _want(span.first <= span.last, where, "a first day that is not after the last")
    return span


def _check_order(found: list[tuple[str, Span]], first_year: int, region: str) -> None:
    """Check that the holidays follow each other within the year; the summer may run into the next."""
    _want(date(first_year, 8, 1) <= found[0][1].first, region, "nothing before August")
    _want(found[-1][1].first <= date(first_year + 1, 7, 31), region, "a summer that begins before August")
    for (_earlier, before), (later, after) in pairwise(found):
        _want(before.last < after.first, f"{later}, {region}", "holidays in order")


def _want(is_right: bool, where: str, wanted: str) -> None:
    if not is_right:
        raise HolidayFileError(f"{where}: expected {wanted}")
