"""School holidays from files, and public holidays by rule."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import yaml

from meetings.holidays import HolidayFileError, holidays_of, known_years, public_holidays
from meetings.holidays.reading import FOLDER, REGIONS, holidays_read

GOOD = (FOLDER / "2026-2027.yaml").read_text(encoding="utf-8")


def test_published_years_since_2024_have_a_file():
    assert known_years() == [2024, 2025, 2026, 2027, 2028]


@pytest.mark.parametrize("first_year", known_years())
def test_holiday_file_has_a_source_and_plausible_dates(first_year: int):
    found = holidays_of(first_year)
    assert found is not None
    assert "Ministerie van Onderwijs, Cultuur en Wetenschap" in found.source
    assert str(first_year) in found.source
    for region in REGIONS:
        lengths = [(span.last - span.first).days + 1 for _name, span in found.regions[region]]
        assert lengths == [9, 16, 9, 9, 44]
        assert all((span.first.weekday(), span.last.weekday()) == (5, 6) for _name, span in found.regions[region])
        christmas, summer = found.regions[region][1][1], found.regions[region][4][1]
        assert date(first_year, 12, 25) in christmas
        assert date(first_year + 1, 8, 1) in summer


def test_summer_holidays_differ_between_regions():
    for first_year in known_years():
        found = holidays_of(first_year)
        assert found is not None
        assert len({found.regions[region][4][1].first for region in REGIONS}) == 3


def test_summer_holidays_of_consecutive_years_do_not_overlap():
    for before, after in zip(known_years(), known_years()[1:], strict=False):
        earlier, later = holidays_of(before), holidays_of(after)
        assert earlier is not None
        assert later is not None
        for region in REGIONS:
            assert earlier.regions[region][4][1].last < later.regions[region][0][1].first


def test_unpublished_year_has_no_holidays():
    assert holidays_of(2031) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.update(year="2025-2026"),
        lambda data: data.update(source=" "),
        lambda data: data.pop("source"),
        lambda data: data["holidays"].pop("may"),
        lambda data: data["holidays"]["may"].pop("zuid"),
        lambda data: data["holidays"]["may"].update(zuid=["2027-04-24", "later"]),
        lambda data: data["holidays"]["may"].update(zuid=[date(2027, 5, 2), date(2027, 4, 24)]),
        lambda data: data["holidays"]["may"].update(zuid=[date(2027, 2, 14), date(2027, 2, 20)]),
        lambda data: data["holidays"]["autumn"].update(noord=[date(2026, 7, 20), date(2026, 7, 28)]),
    ],
)
def test_invalid_holiday_file_is_refused(change):
    data = yaml.safe_load(GOOD)
    change(data)
    with pytest.raises(HolidayFileError):
        holidays_read(yaml.safe_dump(data, sort_keys=False), "2026-2027")


def test_public_holidays_are_in_order():
    days = dict(public_holidays(2026))
    assert days["Good Friday"] == date(2027, 3, 26)
    assert days["Ascension Day"] == date(2027, 5, 6)
    assert days["Whit Monday"] == date(2027, 5, 17)
    assert days["Boxing Day"] == date(2026, 12, 26)
    assert list(days.values()) == sorted(days.values())
    assert len(days) == 11


def test_kings_day_on_sunday_moves_to_saturday():
    assert dict(public_holidays(2024))["King’s Day"] == date(2025, 4, 26)
    assert dict(public_holidays(2026))["King’s Day"] - timedelta(0) == date(2027, 4, 27)
