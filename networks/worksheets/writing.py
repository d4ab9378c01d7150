"""Writing a table as a workbook: real numbers and days, a bold header that stays in sight, nothing that runs.

The same rows are the same bytes, always: neither the workbook nor its container holds when it was made.
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
from openpyxl.xml.constants import ARC_CORE
from openpyxl.xml.functions import tostring

from networks.worksheets.shapes import Table, Value

MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed day that is no day; the format knows no time zones
LONGEST_TITLE = 31
NARROWEST, WIDEST = 8, 60
_FORBIDDEN = dict.fromkeys(map(ord, "[]:*?/\\"), " ")


def workbook_write(table: Table) -> bytes:
    """See `networks.worksheets.workbook_write`."""
    workbook = Workbook(write_only=True)
    workbook.properties.creator = "Leerweb"
    workbook.properties.created = MADE
    sheet = workbook.create_sheet(table.title.translate(_FORBIDDEN)[:LONGEST_TITLE].strip("' ") or "1")
    sheet.freeze_panes = "A2"
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


def _widths(rows: Sequence[Sequence[Value]]) -> list[int]:
    longest = [max(len(str(value or "")) for value in column) for column in zip(*rows, strict=True)]
    return [min(max(length + 2, NARROWEST), WIDEST) for length in longest]


def _cell(sheet: Any, value: Value, *, bold: bool = False) -> Any:
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"  # whatever it begins with: openpyxl would make a formula of = and an error of #N/A
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
    elif isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
    elif isinstance(value, float):
        cell.number_format = "0.0"
    if bold:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(vertical="top")
    return cell


def _timeless(workbook: Workbook) -> bytes:
    """Return the workbook packed once more, each part with the same fixed time, in the order of names."""
    made, target = io.BytesIO(), io.BytesIO()
    workbook.save(made)  # which writes the time of now into the properties
    workbook.properties.modified = MADE
    properties = tostring(workbook.properties.to_tree())
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in sorted(source.namelist()):
            part = zipfile.ZipInfo(name, date_time=MADE.timetuple()[:6])
            part.external_attr = 0o600 << 16
            packed.writestr(part, properties if name == ARC_CORE else source.read(name), zipfile.ZIP_DEFLATED)
    return target.getvalue()
