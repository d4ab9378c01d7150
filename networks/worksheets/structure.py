"""What a sheet holds beside its cells: how far they go, which rows are hidden, what is merged. One pass, row by row."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Any
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse
from django.utils.translation import gettext as _
from openpyxl.utils import range_boundaries

from networks.worksheets.container import SheetError

MOST_CELLS_A_ROW = 16_384  # as many columns as a sheet has
MOST_MERGES = 10_000
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ROW, CELL, ROWS, MERGE = f"{MAIN}row", f"{MAIN}c", f"{MAIN}sheetData", f"{MAIN}mergeCell"
FILLED = (f"{MAIN}v", f"{MAIN}is", f"{MAIN}f")


@dataclass(frozen=True)
class Merge:
    """A block of merged cells; rows and columns count from 1 and both ends belong to it."""

    column: int
    row: int
    last_row: int


@dataclass
class Structure:
    """The last row with anything in it (0: none), the hidden rows among them, and the merged blocks."""

    last_row: int = 0
    hidden: list[int] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)


def structure_read(source: IO[bytes]) -> Structure:
    """Return the structure of one sheet. Raises SheetError for a row that no spreadsheet makes."""
    found = Structure()
    number = 0
    for row in _rows(source, found.merges):
        number = int(row.get("r", number + 1))
        if any(child.tag in FILLED and (child.text or len(child)) for cell in row for child in cell):
            found.last_row = max(found.last_row, number)
            if row.get("hidden") in {"1", "true"}:
                found.hidden.append(number)
    return found


def _rows(source: IO[bytes], merges: list[Merge]) -> Iterator[Any]:
    """Yield each row whole, and forget it; add the merged blocks to a list on the way."""
    rows: Element | None = None
    cells = 0
    for event, element in iterparse(source, events=("start", "end")):
        if event == "start":
            rows = element if element.tag == ROWS else rows
        elif element.tag == CELL:
            cells += 1
            if cells > MOST_CELLS_A_ROW:
                raise SheetError(_("This workbook has a row that is too long."), code="size")
        elif element.tag == ROW:
            yield element
            cells = 0
            if rows is not None:
                rows.clear()
        elif element.tag == MERGE and len(merges) < MOST_MERGES:
            column, row, _last_column, last_row = range_boundaries(element.get("ref"))
            merges.append(Merge(column, row, last_row))
