"""The structure of a worksheet: its last row with content, its hidden rows and its merged blocks, in one pass."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Any
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse
from django.utils.translation import gettext as _
from openpyxl.utils import range_boundaries

from networks.worksheets.layout import WorksheetError

MAX_CELLS_PER_ROW = 16_384  # the number of columns of a worksheet
MAX_MERGES = 10_000
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ROW, CELL, ROWS, MERGE = f"{MAIN}row", f"{MAIN}c", f"{MAIN}sheetData", f"{MAIN}mergeCell"
FILLED = (f"{MAIN}v", f"{MAIN}is", f"{MAIN}f")


@dataclass(frozen=True)
class Merge:
    """A block of merged cells: its first column and its first and last row, counted from 1."""

    column: int
    row: int
    last_row: int


@dataclass
class Structure:
    """The last row with content (0: none), the hidden rows with content, and the merged blocks."""

    last_row: int = 0
    hidden: list[int] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)


def structure_read(source: IO[bytes]) -> Structure:
    """Return the structure of a worksheet. Raises WorksheetError for an impossibly long row."""
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
    """Yield each row and then release it; add the merged blocks to a list."""
    rows: Element | None = None
    cells = 0
    for event, element in iterparse(source, events=("start", "end")):
        if event == "start":
            rows = element if element.tag == ROWS else rows
        elif element.tag == CELL:
            cells += 1
            if cells > MAX_CELLS_PER_ROW:
                raise WorksheetError(_("This workbook has a row that is too long."), code="size")
        elif element.tag == ROW:
            yield element
            cells = 0
            if rows is not None:
                rows.clear()
        elif element.tag == MERGE and len(merges) < MAX_MERGES:
            column, row, _last_column, last_row = range_boundaries(element.get("ref"))
            merges.append(Merge(column, row, last_row))
