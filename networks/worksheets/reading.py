"""Reading a workbook as the CSV that the same rows would be, line for line: row 7 of the sheet is line 7 of the text.

So whatever reads the CSV reads the workbook too, says the same about it, and names rows as the spreadsheet does. What
people and spreadsheets put around the rows is left out: titles above the header, blank columns, sheets beside this one.
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

from networks.worksheets.container import SheetError, broken, workbook_check
from networks.worksheets.shapes import Columns, Sheet, runs_of
from networks.worksheets.structure import Structure, structure_read

HEADER_WITHIN = 10
LAST_ROW = 100_000
MOST_CELLS = 6_000_000
NAMED = 30
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_WHOLE = re.compile(r"(\d+)[.,]0+")
_SERIAL = re.compile(r"\d{5}")
Grid = dict[int, list[str]]  # row number → cells, only rows that hold something


def sheet_read(content: bytes, *, columns: Columns) -> Sheet:
    """See `networks.worksheets.sheet_read`."""
    workbook_check(content)
    try:
        return _sheet(content, columns)
    except SheetError:
        raise
    except Exception:  # noqa: BLE001 - a broken workbook makes openpyxl raise nearly anything
        raise broken() from None


def _sheet(content: bytes, columns: Columns) -> Sheet:
    workbook = load_workbook(io.BytesIO(content), read_only=True)
    try:
        with_content = [
            (sheet, structure)
            for sheet in workbook.worksheets
            if sheet.sheet_state == "visible" and (structure := _structure(sheet)).last_row
        ]
        if not with_content:
            raise SheetError(_("This workbook is empty."), code="empty")
        sheet, structure = with_content[0]
        text = _text(_Reader(sheet, structure, workbook.epoch, columns))
        return Sheet(text, tuple(_notes(sheet.title, len(with_content), structure.hidden)))
    finally:
        workbook.close()


def _structure(sheet: Any) -> Structure:
    with sheet._get_source() as source:  # noqa: SLF001 - what is hidden and merged is not kept when reading row by row
        return structure_read(source)


def _notes(title: str, sheets: int, hidden: Sequence[int]) -> Iterator[str]:
    if sheets > 1:
        yield _("There are several sheets in this file. This is the first: “%(sheet)s”.") % {"sheet": title}
    if hidden:
        yield _("Hidden rows are read too: %(rows)s.") % {"rows": ", ".join(_runs(hidden))}


class _Reader:
    """Turns the cells of one sheet into text, and notes the cells that cannot be."""

    def __init__(self, sheet: Any, structure: Structure, epoch: datetime, columns: Columns) -> None:
        self.sheet, self.structure, self.epoch, self.columns = sheet, structure, epoch, columns
        self.formulas: list[tuple[int, int]] = []  # column, row
        self.errors: list[tuple[int, int]] = []

    def grid(self) -> tuple[int, Grid]:
        """Return the number of the header row, and it with all rows below it that hold something."""
        if self.structure.last_row > LAST_ROW:
            raise SheetError(_("There is something below row 100,000. Remove it, or split the file."), code="rows")
        rows = self._rows()
        top = dict(itertools.islice(rows, HEADER_WITHIN))
        header = self._header(top)
        kept = {number: cells for number, cells in top.items() if number >= header}
        kept |= dict(rows)
        self.formulas = [place for place in self.formulas if place[1] >= header]
        self.errors = [place for place in self.errors if place[1] >= header]
        return header, {number: cells for number, cells in kept.items() if any(cells)}

    def _rows(self) -> Iterator[tuple[int, list[str]]]:
        self.sheet.reset_dimensions()  # what a file says about its own size may be wrong
        rows = self.sheet.iter_rows(max_row=self.structure.last_row)
        seen = 0
        for number, cells in enumerate(rows, start=1):
            seen += len(cells)
            if seen > MOST_CELLS:
                raise SheetError(_("This sheet has too many cells. Copy the rows to a new workbook."), code="size")
            yield number, [self._cell(cell, column, number) for column, cell in enumerate(cells, start=1)]

    def _cell(self, cell: Any, column: int, row: int) -> str:
        if cell.data_type == "f":
            self.formulas.append((column, row))
            return "="
        if cell.data_type == "e":
            self.errors.append((column, row))
        return cell_text(cell.value)

    def _header(self, top: Grid) -> int:
        """Return the row that names most columns; what is merged downwards counts in each of its rows."""
        for merge in self.structure.merges:
            value = _at(top.get(merge.row, []), merge.column)
            for number in range(merge.row + 1, min(merge.last_row, max(top)) + 1) if value else ():
                cells = top[number]
                cells.extend([""] * (merge.column - len(cells)))
                cells[merge.column - 1] = cells[merge.column - 1] or value
        found = {number: len(self.columns.names & set(map(Columns.fold, cells))) for number, cells in top.items()}
        most = max(found.values())
        if most == 0:
            return next(number for number, cells in top.items() if any(cells)) if any(map(any, top.values())) else 1
        return max(number for number, count in found.items() if count == most)

    def meant(self, name: str, value: str) -> str:
        """Return what a cell of a column means: a day for the number of a day, 4 for 4.0."""
        if name in self.columns.days and _SERIAL.fullmatch(value):
            return cell_text(from_excel(int(value), self.epoch))
        if name in self.columns.numbers and (whole := _WHOLE.fullmatch(value)):
            return whole[1]
        return value


def _text(reader: _Reader) -> str:
    header, grid = reader.grid()
    _refuse(reader.formulas, _("Formulas cannot be read. Put their values in the place of them: %(cells)s."))
    _refuse(reader.errors, _("These cells hold an error of the spreadsheet: %(cells)s."))
    names = [Columns.fold(name) for name in grid.get(header, [])]
    wide = max((len(cells) for cells in grid.values()), default=0)
    names += [""] * (wide - len(names))
    used = [column for column, name in enumerate(names, start=1) if name or _filled(grid.values(), column)]
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    for number in range(1, max(grid, default=0) + 1):
        if number in grid:
            cells = grid[number]
            writer.writerow([reader.meant(names[column - 1], _at(cells, column)) for column in used])
        else:
            target.write("\n")
    return target.getvalue()


def _filled(rows: Iterable[Sequence[str]], column: int) -> bool:
    return any(_at(cells, column) for cells in rows)


def _at(cells: Sequence[str], column: int) -> str:
    return cells[column - 1] if column <= len(cells) else ""


def cell_text(value: object) -> str:
    """Return a cell as a CSV would hold it, on one line: 4 for 4.0, 2024-09-01 for a day, nothing for blanks."""
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
    # A line break becomes another sign that the readers refuse as one: it must not become a line of the text.
    return _LINE_BREAK.sub("\u2028", str(value).strip())


def _refuse(places: Collection[tuple[int, int]], message: str) -> None:
    """Raise SheetError when there are such cells; every one of them is named."""
    if not places:
        return
    named: list[str] = []
    for column, group in itertools.groupby(sorted(places), key=lambda place: place[0]):
        letter = get_column_letter(column)
        runs = _runs([row for _column, row in group])
        named += [":".join(f"{letter}{row}" for row in run.split("–")) for run in runs]
    more = len(named) - NAMED
    cells = ", ".join(named[:NAMED]) + (_(" and %(more)d more") % {"more": more} if more > 0 else "")
    raise SheetError(message % {"cells": cells}, code="cells")


def _runs(numbers: Sequence[int]) -> list[str]:
    """Return ascending numbers with what follows on each other taken together: 4, 7–9."""
    return [f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs_of(numbers)]
