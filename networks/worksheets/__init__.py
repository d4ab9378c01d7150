"""Workbooks (XLSX): read as the CSV that their rows would be, and written so that the same rows are the same bytes.

openpyxl brings numpy and takes half a second to import, so it waits until somebody brings or takes a workbook.
"""

from networks.worksheets.container import SheetError, is_workbook
from networks.worksheets.shapes import XLSX_TYPE, Columns, Sheet, Table, runs_of

__all__ = [
    "XLSX_TYPE",
    "Columns",
    "Sheet",
    "SheetError",
    "Table",
    "is_workbook",
    "runs_of",
    "sheet_read",
    "workbook_write",
]


def sheet_read(content: bytes, *, columns: Columns) -> Sheet:
    """Return the first visible sheet with anything in it. Raises SheetError with the reason and what to do."""
    from networks.worksheets import reading  # noqa: PLC0415 - see above

    return reading.sheet_read(content, columns=columns)


def workbook_write(table: Table) -> bytes:
    """Return a table as an XLSX file."""
    from networks.worksheets import writing  # noqa: PLC0415 - see above

    return writing.workbook_write(table)
