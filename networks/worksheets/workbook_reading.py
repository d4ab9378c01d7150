"""Reading a workbook as the CSV that the same rows would give, line for line.

Additions of people and spreadsheet programs around the rows are left out: titles above the header, blank columns,
other worksheets.
"""

import csv
import io
import itertools
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import from_excel

from networks.worksheets.layout import HEADER_WITHIN, Layout, Worksheet, WorksheetError, runs_of
from networks.worksheets.workbook_container import broken, workbook_check
from networks.worksheets.workbook_structure import Structure, structure_read

LAST_ROW = 100_000
MAX_CELLS = 6_000_000
MAX_NAMED = 30
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_WHOLE = re.compile(r"(\d+)[.,]0+")
_SERIAL = re.compile(r"\d{5}")
Grid = dict[int, list[str]]  # row number → cells, only rows with content


def workbook_read(content: bytes, layout: Layout) -> Worksheet:
    """Return the first visible worksheet with content. Raises WorksheetError if it cannot be read safely."""
    workbook_check(content)
    try:
        return _worksheet(content, layout)
    except WorksheetError:
        raise
    except Exception:  # noqa: BLE001 - openpyxl raises nearly anything for a broken workbook
        raise broken() from None


def _worksheet(content: bytes, layout: Layout) -> Worksheet:
    workbook = load_workbook(io.BytesIO(content), read_only=True)
    try:
        with_content = [
            (sheet, structure)
            for sheet in workbook.worksheets
            if sheet.sheet_state == "visible" and (structure := _structure(sheet)).last_row
        ]
        if not with_content:
            raise WorksheetError(_("This workbook is empty."), code="empty")
        sheet, structure = with_content[0]
        text = _text(_Reader(sheet, structure, workbook.epoch, layout))
        return Worksheet(text, tuple(_notes(sheet.title, len(with_content), structure.hidden)))
    finally:
        workbook.close()


def _structure(sheet: Any) -> Structure:
    with sheet._get_source() as source:  # noqa: SLF001 - openpyxl drops hidden rows and merges when it reads by row
        return structure_read(source)


def _notes(title: str, sheets: int, hidden: Sequence[int]) -> Iterator[str]:
    if sheets > 1:
        yield _("This file has several sheets. We read the first one: “%(sheet)s”.") % {"sheet": title}
    if hidden:
        yield _("Hidden rows are included: %(rows)s.") % {"rows": ", ".join(_runs(hidden))}


class _Reader:
    """Turns the cells of a worksheet into text, and notes the cells that cannot be turned into it."""

    def __init__(self, sheet: Any, structure: Structure, epoch: datetime, layout: Layout) -> None:
        self.sheet, self.structure, self.epoch, self.layout = sheet, structure, epoch, layout
        self.formulas: list[tuple[int, int]] = []  # column, row
        self.errors: list[tuple[int, int]] = []

    def grid(self) -> tuple[int, Grid]:
        """Return the number of the header row, and the rows with content from there on."""
        if self.structure.last_row > LAST_ROW:
            raise WorksheetError(_("There is content below row 100,000. Remove it, or split the file."), code="rows")
        rows = self._rows()
        top = dict(itertools.islice(rows, HEADER_WITHIN))
        self._fill_merges(top)
        header = self.layout.header_line(top)
        grid = {number: cells for number, cells in top.items() if number >= header} | dict(rows)
        self.formulas = [place for place in self.formulas if place[1] >= header]
        self.errors = [place for place in self.errors if place[1] >= header]
        return header, {number: cells for number, cells in grid.items() if any(cells)}

    def _rows(self) -> Iterator[tuple[int, list[str]]]:
        self.sheet.reset_dimensions()  # the size that a file declares may be wrong
        rows = self.sheet.iter_rows(max_row=self.structure.last_row)
        seen = 0
        for number, cells in enumerate(rows, start=1):
            seen += len(cells)
            if seen > MAX_CELLS:
                raise WorksheetError(_("This sheet has too many cells. Copy the rows to a new workbook."), code="size")
            yield number, [self._cell(cell, column, number) for column, cell in enumerate(cells, start=1)]

    def _cell(self, cell: Any, column: int, row: int) -> str:
        if cell.data_type == "f":
            self.formulas.append((column, row))
            return "="
        if cell.data_type == "e":
            self.errors.append((column, row))
        return cell_text(cell.value)

    def _fill_merges(self, top: Grid) -> None:
        """Repeat what is merged downwards in each of its rows, because any of them may be the header."""
        for merge in self.structure.merges:
            value = _at(top.get(merge.row, []), merge.column)
            for number in range(merge.row + 1, min(merge.last_row, max(top)) + 1) if value else ():
                cells = top[number]
                cells.extend([""] * (merge.column - len(cells)))
                cells[merge.column - 1] = cells[merge.column - 1] or value

    def typed(self, column: str, value: str) -> str:
        """Return a cell as its column wants it: a date instead of its serial number, 4 instead of 4.0."""
        if column in self.layout.days and _SERIAL.fullmatch(value):
            return cell_text(from_excel(int(value), self.epoch))
        if column in self.layout.numbers and (whole := _WHOLE.fullmatch(value)):
            return whole[1]
        return value


def _text(reader: _Reader) -> str:
    header, grid = reader.grid()
    _refuse(reader.formulas, _("Formulas can’t be read. Replace them with their values: %(cells)s."))
    _refuse(reader.errors, _("These cells contain a spreadsheet error: %(cells)s."))
    names = grid.get(header, [])
    columns = reader.layout.columns(names)
    wide = max((len(cells) for cells in grid.values()), default=0)
    columns += [""] * (wide - len(columns))
    used = [column for column in range(1, wide + 1) if any(_at(cells, column) for cells in grid.values())]
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    for number in range(1, max(grid, default=0) + 1):
        if number in grid:
            writer.writerow([reader.typed(columns[column - 1], _at(grid[number], column)) for column in used])
        else:
            target.write("\n")
    return target.getvalue()


def _at(cells: Sequence[str], column: int) -> str:
    return cells[column - 1] if column <= len(cells) else ""


def cell_text(value: object) -> str:
    """Return a cell as CSV text on one line: 4 for 4.0, 2024-09-01 for a date, "" for a blank."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    # A line break would start a new line of the text; as a line separator the reader of the cell refuses it.
    return _LINE_BREAK.sub("\u2028", str(value).strip())


def _refuse(places: Collection[tuple[int, int]], message: str) -> None:
    """Raise WorksheetError with this message and the names of these cells, if there are any."""
    if not places:
        return
    named: list[str] = []
    for column, group in itertools.groupby(sorted(places), key=lambda place: place[0]):
        letter = get_column_letter(column)
        runs = _runs([row for _column, row in group])
        named += [":".join(f"{letter}{row}" for row in run.split("–")) for run in runs]
    more = len(named) - MAX_NAMED
    cells = ", ".join(named[:MAX_NAMED]) + (_(" and %(more)d more") % {"more": more} if more > 0 else "")
    raise WorksheetError(message % {"cells": cells}, code="cells")


def _runs(numbers: Iterable[int]) -> list[str]:
    """Return ascending numbers with consecutive ones as a range: 4, 7–9."""
    return [f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs_of(list(numbers))]
