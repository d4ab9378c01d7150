"""Writing a table as a workbook: real numbers and dates, a bold header that stays in view, no formulas.

The same table always gives the same bytes: neither the workbook nor its container holds the time of writing.
"""

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.constants import ARC_CORE
from openpyxl.xml.functions import tostring

from accounts.text import xml_clean
from networks.worksheets.cells import FORMULA_SIGNS
from networks.worksheets.layout import Table, Value

CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed placeholder; the format has no time zones
MAX_TITLE_LENGTH = 31
MIN_WIDTH, MAX_WIDTH = 8, 60
_FORBIDDEN = dict.fromkeys(map(ord, "[]:*?/\\"), " ")


def workbook_write(table: Table) -> bytes:
    """Return a table as an XLSX file."""
    workbook = Workbook(write_only=True)
    workbook.properties.creator = "Leerweb"
    workbook.properties.created = CREATED
    sheet = workbook.create_sheet(xml_clean(table.title).translate(_FORBIDDEN)[:MAX_TITLE_LENGTH].strip("' ") or "1")
    sheet.freeze_panes = "A2"
    _fit_on_paper(sheet)
    rows = [list(row) for row in table.rows]
    for number, width in enumerate(_widths([table.header, *rows]), start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([_cell(sheet, name, bold=True) for name in table.header])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    if table.notes:
        sheet.append([])
    for note in table.notes:
        sheet.append([_cell(sheet, note)])
    return _timeless(workbook)


def _fit_on_paper(sheet: Any) -> None:
    """Print all columns beside each other on A4, and the header on every page."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", Worksheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.print_title_rows = "1:1"


def _widths(rows: Sequence[Sequence[Value]]) -> list[int]:
    longest = [max(len(str(value or "")) for value in column) for column in zip(*rows, strict=True)]
    return [min(max(length + 2, MIN_WIDTH), MAX_WIDTH) for length in longest]


def _cell(sheet: Any, value: Value, *, bold: bool = False) -> Any:
    value = xml_clean(value) if isinstance(value, str) else value
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"  # otherwise openpyxl turns "=…" into a formula and "#N/A" into an error
        cell.quotePrefix = value.startswith(tuple(FORMULA_SIGNS))
    elif isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
    elif isinstance(value, float):
        cell.number_format = "0.0"
    if bold:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(vertical="top")
    return cell


def _timeless(workbook: Workbook) -> bytes:
    """Return the workbook repacked, its parts in order of name and each with the same fixed time."""
    saved, target = io.BytesIO(), io.BytesIO()
    workbook.save(saved)  # writes the current time into the properties
    workbook.properties.modified = CREATED
    properties = tostring(workbook.properties.to_tree())
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in sorted(source.namelist()):
            part = zipfile.ZipInfo(name, date_time=CREATED.timetuple()[:6])
            part.external_attr = 0o600 << 16
            packed.writestr(part, properties if name == ARC_CORE else source.read(name), zipfile.ZIP_DEFLATED)
    return target.getvalue()
