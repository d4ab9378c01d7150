"""Reading and writing a file of people: CSV or XLSX, as people and spreadsheets make it. Pure: no database, no request.

One row is one person in one network from a date to a date. Columns, in any order: those of COLUMNS, and `infix` (or
`tussenvoegsel`) that may be absent. Separated by `;`, `,` or tab; UTF-8 with or without BOM, UTF-16 with BOM, or
Windows-1252. Dates as 2024-09-01 or, as Dutch Excel writes them, 1-9-2024. A workbook is read as the CSV that its rows
would be (networks/worksheets); there a date may be a real one, or the number that Excel keeps for it.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from networks.cells import cell_read, cell_write
from networks.worksheets import Columns, Sheet, Table, is_workbook, sheet_read, workbook_write

LARGEST_FILE = 2 * 1024 * 1024
MOST_ROWS = 5000
COLUMNS = (
    "programme", "network", "network_name", "first_name", "last_name", "email",
    "background", "role", "organisation", "from", "until",
)  # fmt: skip
INFIX = "infix"
INFIX_NAMES = {INFIX, "tussenvoegsel"}
_WRITTEN = [*COLUMNS[:4], INFIX, *COLUMNS[4:]]
DELIMITERS = (",", ";", "\t")
ROLES = ("participant", "facilitator", "guest")

_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DUTCH_DATE = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_SLUG = re.compile(r"[a-z0-9_-]{1,60}")
_SHEET_COLUMNS = Columns(names=frozenset({*COLUMNS, *INFIX_NAMES}), days=frozenset({"from", "until"}))
_LONGEST = {"network_name": 120, "first_name": 80, INFIX: 30, "last_name": 120, "email": 254, "organisation": 160}


class PeopleFileError(ValidationError):
    """The file as a whole cannot be read; the message says why and what to do."""


@dataclass(frozen=True)
class RowProblem:
    """What is wrong in one cell: the line in the file (the header is line 1), the column, what it says, a sentence."""

    line: int
    column: str
    value: str
    message: str


@dataclass(frozen=True)
class PeopleRow:
    """One row as the file has it, cleaned. `problems` is empty when every cell can be used by itself."""

    line: int
    programme: str
    network: str
    network_name: str
    first_name: str
    infix: str
    last_name: str
    email: str
    background: str
    role: str
    organisation: str
    from_date: date | None
    until: date | None
    problems: tuple[RowProblem, ...] = ()

    @property
    def full_name(self) -> str:
        """The name as the file writes it."""
        return " ".join(part for part in (self.first_name, self.infix, self.last_name) if part)


@dataclass
class _Cells:
    """The cells of one row by column, and the problems found on the way."""

    line: int
    values: dict[str, str]
    problems: list[RowProblem] = field(default_factory=list)

    def wrong(self, column: str, message: str) -> None:
        self.problems.append(RowProblem(self.line, column, self.values.get(column, ""), message))


def people_read(content: bytes) -> Sheet:
    """Return an uploaded file, CSV or XLSX, as text. Raises PeopleFileError or SheetError when it cannot be read."""
    if len(content) > LARGEST_FILE:
        raise PeopleFileError(too_large_message(), code="size")
    if is_workbook(content):
        return sheet_read(content, columns=_SHEET_COLUMNS)
    return Sheet(people_text(content))


def people_text(content: bytes) -> str:
    """Return the text of an uploaded CSV file. Raises PeopleFileError when it is too large or no text."""
    if len(content) > LARGEST_FILE:
        raise PeopleFileError(too_large_message(), code="size")
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise PeopleFileError(_("This file is no text. Save it as “CSV UTF-8” and try again."), code="encoding")


def too_large_message() -> str:
    """Say that a file is over the limit."""
    return _("This file is larger than 2 MB. Split it, or remove what is not about people.")


def _encodings(content: bytes) -> list[str]:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ["utf-16"]
    return ["utf-8-sig", "cp1252"]


def people_rows(text: str) -> list[PeopleRow]:
    """Return every row of a file in order. Raises PeopleFileError for a wrong header, no rows or too many.

    A row with wrong cells is returned with its problems; only the file as a whole can be refused here.
    """
    records = _records(text)
    header = next(records, None)
    if header is None:
        raise PeopleFileError(_("This file is empty."), code="empty")
    columns = _columns(header[1])
    rows: list[PeopleRow] = []
    for line, cells in records:
        if len(rows) >= MOST_ROWS:
            raise PeopleFileError(_("This file has more than 5,000 rows. Split it."), code="rows")
        rows.append(_row(line, columns, cells))
    if not rows:
        raise PeopleFileError(_("This file has a header but no people."), code="empty")
    return rows


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield (line number, cells) of every record that is not empty, the header first."""
    lines = list(io.StringIO(text.lstrip("\ufeff"), newline=""))  # splits as csv does, not at every odd separator
    skipped = 0
    while lines and (not lines[0].strip() or lines[0].lower().startswith("sep=")):  # Excel's own first line
        lines.pop(0)
        skipped += 1
    reader = csv.reader(lines, delimiter=_delimiter(lines[0] if lines else ""), strict=True)
    line = skipped + 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, cells
            line = skipped + reader.line_num + 1
    except csv.Error as error:
        message = _("Line %(line)s cannot be read: a quotation mark is open or stands in an odd place.")
        raise PeopleFileError(message % {"line": line}, code="quotes") from error


def _delimiter(header: str) -> str:
    """Return the separator that finds most columns in the header."""
    known = {*COLUMNS, *INFIX_NAMES}

    def found(delimiter: str) -> int:
        return len(known & {_column_name(name.strip('"')) for name in header.strip().split(delimiter)})

    return max(DELIMITERS, key=found)


def _column_name(cell: str) -> str:
    return cell.strip().casefold().replace(" ", "_")


def _columns(header: Sequence[str]) -> list[str]:
    names = [_column_name(cell) for cell in header]
    while names and not names[-1]:
        names.pop()
    names = [INFIX if name in INFIX_NAMES else name for name in names]
    messages = []
    missing = [name for name in COLUMNS if name not in names]
    unknown = [name for name in names if name not in {*COLUMNS, INFIX}]
    twice = sorted({name for name in names if names.count(name) > 1} - set(unknown))
    if missing:
        text = ngettext("This column is missing: %(names)s.", "These columns are missing: %(names)s.", len(missing))
        messages.append(text % {"names": ", ".join(missing)})
    if unknown:
        text = ngettext("This column is not known: %(names)s.", "These columns are not known: %(names)s.", len(unknown))
        messages.append(text % {"names": ", ".join(name or _("(no name)") for name in unknown)[:300]})
    if twice:
        messages.append(_("There twice: %(names)s.") % {"names": ", ".join(twice)})
    if messages:
        messages.append(_("The first line names the columns: %(names)s.") % {"names": ", ".join(COLUMNS)})
        raise PeopleFileError(" ".join(messages), code="header")
    return names


def _row(line: int, columns: Sequence[str], raw: Sequence[str]) -> PeopleRow:
    values = dict.fromkeys((*COLUMNS, INFIX), "")
    values.update(zip(columns, (cell_read(cell) for cell in raw), strict=False))
    cells = _Cells(line, values)
    if any(cell.strip() for cell in raw[len(columns) :]):
        cells.problems.append(
            RowProblem(line, "", raw[len(columns)], _("This row has more cells than the first line."))
        )
    _check_texts(cells)
    from_date = _date(cells, "from", required=True)
    until = _date(cells, "until", required=False)
    if from_date and until and until < from_date:
        cells.wrong("until", _("This day is before the day in “from”."))
    return PeopleRow(
        line=line,
        programme=values["programme"].casefold(),
        network=values["network"].casefold(),
        network_name=values["network_name"],
        first_name=values["first_name"],
        infix=values[INFIX],
        last_name=values["last_name"],
        email=values["email"].lower(),
        background=values["background"],
        role=values["role"].casefold(),
        organisation=values["organisation"],
        from_date=from_date,
        until=until,
        problems=tuple(cells.problems),
    )


def _check_texts(cells: _Cells) -> None:
    for column in ("programme", "network"):
        if not _SLUG.fullmatch(cells.values[column].casefold()):
            cells.wrong(column, _("Write a short name of letters, digits and hyphens."))
    if not cells.values["first_name"]:
        cells.wrong("first_name", _("A first name is needed."))
    for column, longest in _LONGEST.items():
        if len(cells.values[column]) > longest:
            cells.wrong(column, _("This is longer than %(longest)s characters.") % {"longest": longest})
        if any(ord(letter) < 32 or letter in "\u2028\u2029\x85\x7f" for letter in cells.values[column]):
            cells.wrong(column, _("Write this on one line."))
    try:
        validate_email(cells.values["email"])
    except ValidationError:
        cells.wrong("email", _("This is not an e-mail address."))
    if cells.values["role"].casefold() not in ROLES:
        cells.wrong("role", _("Write participant, facilitator or guest."))


def _date(cells: _Cells, column: str, *, required: bool) -> date | None:
    text = cells.values[column]
    if not text:
        if required:
            cells.wrong(column, _("A date is needed, such as 2024-09-01."))
        return None
    found = date_read(text)
    if found is None:
        cells.wrong(column, _("This is not a date. Write it as 2024-09-01."))
    return found


def date_read(text: str) -> date | None:
    """Return the day that 2024-09-01 or 1-9-2024 names; None when it names none or one outside 2000 to 2100."""
    if match := _ISO_DATE.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
    elif match := _DUTCH_DATE.fullmatch(text):
        day, month, year = (int(part) for part in match.groups())
    else:
        return None
    try:
        return date(year, month, day) if 2000 <= year <= 2100 else None
    except ValueError:
        return None


def people_write(rows: Iterable[PeopleRow], *, delimiter: str = ",") -> str:
    """Return rows as a file that `people_rows` reads back the same; no spreadsheet runs a cell of it."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(_WRITTEN)
    writer.writerows([[cell_write(_as_text(value)) for value in _values(row)] for row in rows])
    return target.getvalue()


def people_write_workbook(rows: Iterable[PeopleRow], *, title: str) -> bytes:
    """Return rows as a workbook that reads back the same, with real dates."""
    return workbook_write(Table(title, _WRITTEN, [list(_values(row)) for row in rows]))


def _values(row: PeopleRow) -> Iterator[str | date | None]:
    for column in _WRITTEN:
        yield getattr(row, "from_date" if column == "from" else column)


def _as_text(value: str | date | None) -> str:
    return value if isinstance(value, str) else value.isoformat() if value else ""
