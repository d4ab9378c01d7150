"""Tables from and to files: CSV and XLSX are read into the same rows, and written so that they read back the same.

Reading takes two steps. `worksheet_read` turns the bytes of either format into CSV text, which is small enough to store
until its import is confirmed; `rows_read` turns that text into rows. Row 7 of a workbook is line 7 of the text, so
problems name rows as the spreadsheet program does.

openpyxl brings numpy and takes half a second to import, so it is imported when a workbook is read or written.
"""

from networks.worksheets.layout import XLSX_TYPE, Layout, Table, Worksheet, WorksheetError, header_key, runs_of
from networks.worksheets.problems import BadRow, BadRows, RowProblem, bad_rows, bad_rows_write, excel_delimiter
from networks.worksheets.text import rows_read, text_read, text_write
from networks.worksheets.workbook_container import is_workbook

__all__ = [
    "XLSX_TYPE",
    "BadRow",
    "BadRows",
    "Layout",
    "RowProblem",
    "Table",
    "Worksheet",
    "WorksheetError",
    "bad_rows",
    "bad_rows_write",
    "excel_delimiter",
    "header_key",
    "is_workbook",
    "rows_read",
    "runs_of",
    "text_write",
    "workbook_write",
    "worksheet_read",
]


def worksheet_read(content: bytes, layout: Layout) -> Worksheet:
    """Return the text of a CSV file, or the first visible worksheet with content of a workbook.

    Raises WorksheetError, with the reason and what to do about it, if it is neither or too large.
    """
    layout.check_size(len(content))
    if not is_workbook(content):
        return Worksheet(text_read(content))
    from networks.worksheets import workbook_reading  # noqa: PLC0415 - see above

    return workbook_reading.workbook_read(content, layout)


def workbook_write(table: Table) -> bytes:
    """Return a table as an XLSX file; the same table always gives the same bytes."""
    from networks.worksheets import workbook_writing  # noqa: PLC0415 - see above

    return workbook_writing.workbook_write(table)
