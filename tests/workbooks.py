"""Workbooks for tests, made from the rows of a CSV: as openpyxl writes them, and with the extras of Excel and people.

LibreOffice 7.4 made those in tests/…/data from demo/samples: `soffice --headless --convert-to xlsx FILE`.
"""

import csv
import io
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import to_excel

Change = Callable[[Any], None]  # of a worksheet


def bytes_of(workbook: Any) -> bytes:
    """Return the bytes of a workbook's file."""
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


def workbook_of(text: str, *changes: Change, title: str = "Mensen") -> bytes:
    """Return a CSV as a workbook with text cells; each change gets the worksheet before it is saved."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = title
    for row in csv.reader(io.StringIO(text)):
        sheet.append(row)
    for change in changes:
        change(sheet)
    return bytes_of(workbook)


def sheet_of(content: bytes) -> Any:
    """Return the first worksheet of a workbook."""
    return load_workbook(io.BytesIO(content)).worksheets[0]


def real_days(sheet: Any) -> None:
    """Turn dates stored as text into dates, as typing them in Excel does."""
    for cell in _days(sheet):
        cell.value = datetime.fromisoformat(cell.value)


def day_numbers(sheet: Any) -> None:
    """Turn dates into plain numbers, as removing their format does."""
    for cell in _days(sheet):
        cell.value = to_excel(date.fromisoformat(cell.value))


def real_numbers(sheet: Any) -> None:
    """Turn numbers stored as text into numbers, as opening a CSV in Excel does."""
    for row in sheet.iter_rows():
        for cell in row:
            if str(cell.value).isdigit():
                cell.value = float(cell.value)


def blanks_around(sheet: Any) -> None:
    """Add formatted, blank or empty cells below and beside the rows, as deleting their contents leaves them."""
    below, beside = sheet.max_row + 3, sheet.max_column + 2
    sheet.cell(below, 1).number_format = "yyyy-mm-dd"
    sheet.cell(below, 2, "   ")
    sheet.cell(1, beside).number_format = "0.00"
    sheet.cell(2, beside, " ")


def title_above(sheet: Any) -> None:
    """Put a title across all columns above the header, and an empty row between them."""
    width = sheet.max_column
    sheet.insert_rows(1, amount=2)
    sheet.cell(1, 1, "Academische Werkplaats, deelnemers")
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=width)


def two_rows_of_headings(sheet: Any) -> None:
    """Put group headings above the columns; the first column has one heading, merged over both rows."""
    width = sheet.max_column
    sheet.insert_rows(1)
    sheet.cell(1, 1, sheet.cell(2, 1).value)
    sheet.cell(2, 1).value = None
    sheet.cell(1, 2, "De rest")
    sheet.merge_cells(start_row=1, end_row=2, start_column=1, end_column=1)
    sheet.merge_cells(start_row=1, end_row=1, start_column=2, end_column=width)


def _days(sheet: Any) -> list[Any]:
    cells = [cell for row in sheet.iter_rows() for cell in row]
    return [cell for cell in cells if isinstance(cell.value, str) and cell.value[:4].isdigit() and "-" in cell.value]
