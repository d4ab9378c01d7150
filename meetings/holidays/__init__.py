"""Days on which Dutch schools are closed: school holidays from a file per study year, public holidays by rule.

To add a year: `<year>.yaml` beside this file, with its source; tests/meetings/test_holidays.py checks it. A year of
which the dates are not published has no file, and pages ask for them.
"""

from meetings.holidays.public import public_holidays
from meetings.holidays.reading import HolidayFileError, YearHolidays, holidays_of, known_years

__all__ = ["HolidayFileError", "YearHolidays", "holidays_of", "known_years", "public_holidays"]
