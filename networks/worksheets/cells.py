"""Cells of a CSV file, written so that no spreadsheet program runs them.

Spreadsheet programs take a cell that starts with = + - @ (or a tab or line end) for a formula, some also with the
full-width forms of these signs, or after spaces; a leading apostrophe makes it text. Writing adds an apostrophe to such
a cell, and to one that already has apostrophes before such a sign; reading removes one. So every value survives a round
trip.
"""

import re

FORMULA_SIGNS = "=+-@\uff1d\uff0b\uff0d\uff20"
_START = rf"(?:\s*[{re.escape(FORMULA_SIGNS)}]|[\t\r\n])"
_RUNS = re.compile("'*" + _START)
_QUOTED = re.compile("'+" + _START)


def cell_write(value: str) -> str:
    """Return a cell that holds this value and never runs."""
    return f"'{value}" if _RUNS.match(value) else value


def cell_read(value: str) -> str:
    """Return the value of a cell, without the spaces around it and without a protecting apostrophe."""
    value = value.strip()
    return value[1:] if _QUOTED.match(value) else value
