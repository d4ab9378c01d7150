"""The file of people: one row per person per network from a date to a date, as CSV or XLSX. No database, no request.

`PeopleRow` declares the columns. To add one, add a field to it; reading, checking, exporting, the help on the page and
the messages follow. A new column must be optional, so that the files that people already have stay valid; a file
without it leaves the value of an existing participation alone.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.fields import INVISIBLE
from accounts.text import address_clean, line_clean
from networks.worksheets import (
    Layout,
    RowProblem,
    Table,
    Worksheet,
    rows_read,
    text_write,
    workbook_write,
    worksheet_read,
)

if TYPE_CHECKING:
    from networks.models import Participation

MAX_BYTES = 2 * 1024 * 1024
MAX_ROWS = 5000
ROLES = ("participant", "facilitator", "guest")

_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DUTCH_DATE = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_SLUG = re.compile(r"[a-z0-9_-]{1,60}")


@dataclass(frozen=True)
class Column:
    """A column: its Dutch name in a header, and how a cell is parsed and exported.

    Its English name is that of the field of `PeopleRow` that holds it, unless `name` is given. `parse` gets the text of
    a cell on one line without invisible characters, and raises ValidationError with what to do. `updates` says whether
    an import changes the value of an existing participation.
    """

    dutch: str
    parse: Callable[[str], Any]
    export: Callable[["Participation"], Any]
    required: bool = True
    updates: bool = False
    is_day: bool = False
    name: str = ""
    attribute: str = ""


def _text(max_length: int) -> Callable[[str], str]:
    """Return a parser of text with a maximum length."""

    def parse(value: str) -> str:
        if len(value) > max_length:
            raise ValidationError(_("This is longer than %(max_length)s characters.") % {"max_length": max_length})
        return value

    return parse


def _first_name(value: str) -> str:
    if not value:
        raise ValidationError(_("A first name is needed."))
    return _text(80)(value)


def _short_name(value: str) -> str:
    if not _SLUG.fullmatch(value.casefold()):
        raise ValidationError(_("Write a short name of letters, digits and hyphens."))
    return value.casefold()


def _address(value: str) -> str:
    return _text(254)(address_clean(value).text)


def _role(value: str) -> str:
    if value.casefold() not in ROLES:
        raise ValidationError(_("Write participant, facilitator or guest."))
    return value.casefold()


def _day(value: str) -> date:
    if not value:
        raise ValidationError(_("A date is needed, such as 2024-09-01."))
    found = date_read(value)
    if found is None:
        raise ValidationError(_("This is not a date. Write it as 2024-09-01."))
    return found


def _optional_day(value: str) -> date | None:
    return _day(value) if value else None


def _organisation_of(participation: "Participation") -> str:
    return participation.organisation.name if participation.organisation else ""


def _first_name_of(participation: "Participation") -> str:
    person = participation.person
    return person.first_name or person.email.partition("@")[0]


def column(*arguments: Any, **options: Any) -> dict[str, Column]:
    """Return the metadata that make a field of `PeopleRow` a column; takes what `Column` takes."""
    return {"column": Column(*arguments, **options)}


@dataclass(frozen=True, kw_only=True)
class PeopleRow:
    """A row of the file, cleaned. `problems` is empty if every cell is usable; `absent` names columns it lacks.

    `removed` is the number of invisible characters that cleaning removed from its cells.
    """

    line: int
    programme: str = field(metadata=column("programma", _short_name, lambda one: one.network.programme.slug))
    network: str = field(metadata=column("netwerk", _short_name, lambda one: one.network.slug))
    network_name: str = field(metadata=column("netwerknaam", _text(120), lambda one: one.network.name, required=False))
    first_name: str = field(metadata=column("voornaam", _first_name, _first_name_of))
    infix: str = field(metadata=column("tussenvoegsel", _text(30), lambda one: one.person.infix, required=False))
    last_name: str = field(metadata=column("achternaam", _text(120), lambda one: one.person.last_name))
    email: str = field(metadata=column("e-mail", _address, lambda one: one.person.email))
    background: str = field(metadata=column("achtergrond", str, lambda one: one.background.code, updates=True))
    role: str = field(metadata=column("taak", _role, lambda one: one.role, updates=True))
    organisation: str = field(
        metadata=column("organisatie", _text(160), _organisation_of, required=False, updates=True)
    )
    from_date: date | None = field(metadata=column("vanaf", _day, lambda one: one.from_date, name="from", is_day=True))
    until: date | None = field(
        metadata=column("tot", _optional_day, lambda one: one.until, required=False, updates=True, is_day=True)
    )
    problems: tuple[RowProblem, ...] = ()
    absent: frozenset[str] = frozenset()
    removed: int = 0

    @property
    def full_name(self) -> str:
        """The name as the file writes it."""
        return " ".join(part for part in (self.first_name, self.infix, self.last_name) if part)


def columns_of(row_type: type[PeopleRow]) -> tuple[Column, ...]:
    """Return the columns that a row type declares, in order."""
    declared = [(one.name, one.metadata["column"]) for one in fields(row_type) if "column" in one.metadata]
    return tuple(replace(one, attribute=name, name=one.name or name) for name, one in declared)


COLUMNS = columns_of(PeopleRow)
REQUIRED = tuple(one.name for one in COLUMNS if one.required)
OPTIONAL = tuple(one.name for one in COLUMNS if not one.required)


def layout_of(columns: Iterable[Column]) -> Layout:
    """Return what a file with these columns may look like."""
    columns = tuple(columns)
    return Layout(
        names={header: one.name for one in columns for header in (one.name, one.dutch)},
        required=[one.name for one in columns if one.required],
        days=frozenset(one.name for one in columns if one.is_day),
        max_bytes=MAX_BYTES,
        max_rows=MAX_ROWS,
    )


LAYOUT = layout_of(COLUMNS)


def people_read(content: bytes) -> Worksheet:
    """Return an uploaded file, CSV or XLSX, as text. Raises WorksheetError if it cannot be read."""
    return worksheet_read(content, LAYOUT)


def people_rows(text: str, row_type: type[PeopleRow] = PeopleRow) -> list[PeopleRow]:
    """Return every row of a file in order; a row with wrong cells has their problems.

    Raises WorksheetError if the file as a whole cannot be used.
    """
    columns = columns_of(row_type)
    names, rows = rows_read(text, layout_of(columns))
    absent = frozenset(one.name for one in columns if one.name not in names)
    found = []
    for line, cells in rows:
        values, problems = _values_of(line, columns, dict(zip(names, cells, strict=False)))
        removed = sum(line_clean(cell).removed for cell in cells)
        if len(cells) > len(names):
            message = _("This row has more cells than the header.")
            problems.insert(0, RowProblem(line, "", message, cells[len(names)]))
        found.append(row_type(line=line, problems=tuple(problems), absent=absent, removed=removed, **values))
    return found


def _values_of(
    line: int, columns: Iterable[Column], texts: Mapping[str, str]
) -> tuple[dict[str, Any], list[RowProblem]]:
    values: dict[str, Any] = {}
    problems = []
    for one in columns:
        text = texts.get(one.name, "")
        cleaned = line_clean(text)
        try:
            values[one.attribute] = one.parse(cleaned.text)
        except ValidationError as error:
            values[one.attribute] = None if one.is_day else cleaned.text
            message = str(INVISIBLE) if cleaned.removed and not cleaned.text else error.messages[0]
            problems.append(RowProblem(line, one.name, message, text))
    if values["from_date"] and values["until"] and values["until"] < values["from_date"]:
        problems.append(RowProblem(line, "until", _("This day is before the day in “from”."), texts["until"]))
    return values, problems


def date_read(text: str) -> date | None:
    """Return the date that a text such as 2024-09-01 or 1-9-2024 names; None if it names none from 2000 to 2100."""
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


def people_row(line: int, participation: "Participation") -> PeopleRow:
    """Return the row of a participation in an exported file."""
    values = {one.attribute: one.export(participation) for one in COLUMNS}
    return PeopleRow(line=line, **values)


def people_write(rows: Iterable[PeopleRow], *, delimiter: str = ",") -> str:
    """Return rows as a CSV file that `people_rows` reads back unchanged."""
    cells = [[_as_text(value) for value in _values(row)] for row in rows]
    return text_write([one.name for one in COLUMNS], cells, delimiter=delimiter)


def people_write_workbook(rows: Iterable[PeopleRow], *, title: str) -> bytes:
    """Return rows as a workbook with real dates, which reads back unchanged."""
    return workbook_write(Table(title, [one.name for one in COLUMNS], [_values(row) for row in rows]))


def _values(row: PeopleRow) -> list[str | date | None]:
    return [getattr(row, one.attribute) for one in COLUMNS]


def _as_text(value: str | date | None) -> str:
    return value if isinstance(value, str) else value.isoformat() if value else ""
