"""The shapes of tables that come in and go out, independent of the file format."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from accounts.text import line_clean

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADER_WITHIN = 10  # rows in which the header is looked for: people put titles above it
MEGABYTE = 1_000_000
Value = str | int | float | date | None


class WorksheetError(ValidationError):
    """A file that cannot be read as a whole; the message says why and what to do."""


def header_key(name: str) -> str:
    """Return the form of a column name in which headers are compared."""
    return line_clean(name).text.casefold().replace(" ", "_")


@dataclass(frozen=True)
class Layout:
    """The columns that a kind of file may have, and its limits.

    `names` maps every folded name that a header may use to the name of its column. Cells in the columns of `days` are
    dates, those in the columns of `numbers` are whole numbers.
    """

    names: Mapping[str, str]
    required: Sequence[str]
    max_bytes: int
    max_rows: int
    days: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()

    def columns(self, cells: Iterable[str]) -> list[str]:
        """Return the column that each cell of a header names, and "" where it names none."""
        return [self.names.get(header_key(cell), "") for cell in cells]

    def check_size(self, size: int) -> None:
        """Raise WorksheetError if a file of this many bytes is too large."""
        if size > self.max_bytes:
            message = _("This file is larger than %(size)s MB. Split it, or remove what doesn’t belong in it.")
            raise WorksheetError(message, code="size", params={"size": self.max_bytes // MEGABYTE})

    def check_rows(self, rows: int) -> None:
        """Raise WorksheetError if this is too many rows."""
        if rows > self.max_rows:
            most = number_format(self.max_rows, use_l10n=True, force_grouping=True)
            message = _("This file has more than %(most)s rows. Split it.")
            raise WorksheetError(message, code="rows", params={"most": most})

    def header_line(self, top: Mapping[int, Sequence[str]]) -> int:
        """Return the line, among the first ones of a file, that holds the header: the one that names most columns.

        A heading that is merged over several rows repeats its names; then the last of these rows is the header.
        """
        named = {line: set(self.columns(cells)) - {""} for line, cells in top.items()}
        most = max(map(len, named.values()))
        if most == 0:
            return next((line for line, cells in top.items() if any(cells)), min(top))
        line = next(line for line, columns in named.items() if len(columns) == most)
        while named.get(line + 1) == named[line]:
            line += 1
        return line


@dataclass(frozen=True)
class Worksheet:
    """The rows of a file as CSV, and notes about how they were found."""

    text: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A table to write as a worksheet; `notes` are sentences below its rows."""

    title: str
    header: Sequence[str]
    rows: Iterable[Sequence[Value]]
    notes: Sequence[str] = ()


def runs_of(numbers: Sequence[int]) -> list[list[int]]:
    """Group ascending numbers into runs of consecutive ones: 4, 7, 8, 9 gives [4], [7, 8, 9]."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs
