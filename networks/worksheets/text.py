"""Reading and writing CSV as spreadsheet programs do: any encoding, any separator, titles above the header."""

import csv
import io
import itertools
from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.text import xml_clean
from networks.worksheets.cells import cell_read, cell_write
from networks.worksheets.encoding import decode
from networks.worksheets.layout import HEADER_WITHIN, Layout, WorksheetError, header_key

DELIMITERS = (",", ";", "\t")
MAX_COLUMNS = 1_000
Record = tuple[int, list[str]]  # the line on which it starts (the first is 1), its cells


def text_read(content: bytes) -> str:
    """Return the text of a file, in whichever encoding a spreadsheet program wrote it.

    Raises WorksheetError if it is not text, or if its encoding is unclear.
    """
    text = decode(content)
    if text is None:
        message = _("We can’t tell how this file writes letters such as é and ö. Save it as “CSV UTF-8” and try again.")
        raise WorksheetError(message, code="encoding")
    if "\0" in text:
        raise WorksheetError(_("This is not a text file. Save it as “CSV UTF-8” and try again."), code="encoding")
    return text


def rows_read(text: str, layout: Layout) -> tuple[list[str], Iterator[Record]]:
    """Return the columns of a file in their order, and its rows without blank ones and with trimmed cells.

    Raises WorksheetError for an empty file and for a header with missing, unknown or repeated columns. Iterating over
    the rows raises it if there are none, if there are too many, or for an open quotation mark.
    """
    lines = list(io.StringIO(text.lstrip("\ufeff"), newline=""))  # splits as csv does, not at rare separators
    skipped = next((number for number, line in enumerate(lines) if not _is_preamble(line)), len(lines))
    records = _records(lines[skipped:], skipped, layout)
    top = dict(itertools.islice(records, HEADER_WITHIN))
    if not top:
        raise WorksheetError(_("This file is empty."), code="empty")
    header = layout.header_line(top)
    columns = _columns(top[header], layout)
    below = ((line, cells) for line, cells in top.items() if line > header)
    return columns, _rows(itertools.chain(below, records), len(columns), layout)


def _is_preamble(line: str) -> bool:
    """Whether a line before the table is blank, or names the separator as Excel does."""
    return not line.strip() or line.lower().startswith("sep=")


def _records(lines: Sequence[str], skipped: int, layout: Layout) -> Iterator[Record]:
    reader = csv.reader(lines, delimiter=_delimiter(lines[:HEADER_WITHIN], layout), strict=True)
    line = skipped + 1
    try:
        for cells in reader:
            trimmed = [cell_read(cell) for cell in cells]
            if any(trimmed):
                yield line, trimmed
            line = skipped + reader.line_num + 1
    except csv.Error as error:
        message = _("Line %(line)s can’t be read: a quotation mark is never closed, or a cell is too long.")
        raise WorksheetError(message, code="quotes", params={"line": line}) from error


def _delimiter(lines: Sequence[str], layout: Layout) -> str:
    """Return the separator by which one of these lines names most columns."""

    def named(delimiter: str) -> int:
        headers = (layout.columns(cell.strip().strip('"') for cell in line.split(delimiter)) for line in lines)
        return max((len(set(header) - {""}) for header in headers), default=0)

    return max(DELIMITERS, key=named)


def _columns(header: list[str], layout: Layout) -> list[str]:
    while header and not header[-1]:
        header.pop()
    if len(header) > MAX_COLUMNS:
        raise WorksheetError(_("This file has too many columns."), code="header")
    columns = layout.columns(header)
    missing = [name for name in layout.required if name not in columns]
    unknown = [header_key(cell) or _("(no name)") for cell, name in zip(header, columns, strict=True) if not name]
    repeated = sorted({name for name in columns if name and columns.count(name) > 1})
    messages = []
    if missing:
        text = ngettext("This column is missing: %(names)s.", "These columns are missing: %(names)s.", len(missing))
        messages.append(text % {"names": ", ".join(missing)})
    if unknown:
        text = ngettext("This column is unknown: %(names)s.", "These columns are unknown: %(names)s.", len(unknown))
        messages.append(text % {"names": ", ".join(unknown)[:300]})
    if repeated:
        messages.append(_("The file has this column more than once: %(names)s.") % {"names": ", ".join(repeated)})
    if messages:
        raise WorksheetError(messages, code="header")
    return columns


def _rows(records: Iterable[Record], width: int, layout: Layout) -> Iterator[Record]:
    number = 0
    for number, (line, cells) in enumerate(records, start=1):
        layout.check_rows(number)
        while len(cells) > width and not cells[-1]:
            cells.pop()
        yield line, cells
    if number == 0:
        raise WorksheetError(_("This file has column names but no rows."), code="empty")


def text_write(header: Sequence[str], rows: Iterable[Sequence[str]], *, delimiter: str = ",") -> str:
    """Return a CSV file of which no spreadsheet program runs a cell."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([cell_write(xml_clean(cell)) for cell in row] for row in rows)
    return target.getvalue()
