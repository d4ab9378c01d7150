"""Cells of a spreadsheet: on the way out nothing that a spreadsheet would run, on the way in what was meant.

Excel, LibreOffice and Google Sheets read a cell that starts with = + - @ (or a tab or line end) as a formula. An
apostrophe before it makes it text. Writing adds one apostrophe, also to what already starts with apostrophes and then
such a sign; reading takes one away. So everything that was written comes back as it was.
"""

import re

_RUNS = re.compile(r"'*[=+\-@\t\r\n]")
_QUOTED = re.compile(r"'+[=+\-@\t\r\n]")


def cell_write(value: str) -> str:
    """Return a cell that no spreadsheet runs."""
    return f"'{value}" if _RUNS.match(value) else value


def cell_read(value: str) -> str:
    """Return what a cell means: spaces around it and one protecting apostrophe taken away."""
    value = value.strip()
    return value[1:] if _QUOTED.match(value) else value
