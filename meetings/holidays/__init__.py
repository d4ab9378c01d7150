"""Dutch holidays: school holidays from one file per study year, public holidays by rule.

To add a year, add `<year>.yaml` to this folder, with its source; tests/meetings/test_holidays.py checks it. For a year
without published dates there is no file, and pages ask coordinators to enter them.
"""

from meetings.holidays.public import public_holidays
from meetings.holidays.reading import HolidayFileError, YearHolidays, holidays_of, known_years

__all__ = ["HolidayFileError", "YearHolidays", "holidays_of", "known_years", "public_holidays"]
