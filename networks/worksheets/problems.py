"""Problems in the rows of a file: listed on the page before an import, and downloaded to correct the file."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.language import active_language, format_names
from networks.worksheets.text import text_write

ROWS_SHOWN = 50


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One problem in one row: its line (0: the whole file), column (empty: the whole row), a sentence and the value.

    `column` may name several columns as a sentence does ("p01 and p04", "p01–p13"); `file` counts from 1.
    """

    line: int
    column: str
    message: str
    value: str = ""
    file: int = 1

    def __str__(self) -> str:
        if not self.line:
            return self.message
        if not self.column:
            return _("Line %(line)d: %(message)s") % {"line": self.line, "message": self.message}
        place = {"line": self.line, "columns": self.column, "message": self.message}
        return _("Line %(line)d, %(columns)s: %(message)s") % place


@dataclass(frozen=True)
class Correction:
    """One thing to correct in a row: its columns (empty: the whole row), their values, and what to do."""

    columns: str
    value: str
    message: str


@dataclass(frozen=True)
class BadRow:
    """A row that cannot be used: its line in the file, what it says, and everything to correct in it."""

    line: int
    says: str
    corrections: tuple[Correction, ...]


@dataclass(frozen=True)
class BadRows:
    """The rows of a file that cannot be used, in its order. A page shows the first ones."""

    rows: Sequence[BadRow]

    @property
    def first(self) -> Sequence[BadRow]:
        """The rows that a page has room for."""
        return self.rows[:ROWS_SHOWN]

    @property
    def more(self) -> int:
        """The number of rows that a page has no room for."""
        return max(len(self.rows) - ROWS_SHOWN, 0)


def bad_rows(problems: Iterable[RowProblem], contents: Mapping[int, str]) -> BadRows:
    """Group the problems of one file by row; `contents` says what the row at a line is about."""
    found: dict[int, list[RowProblem]] = defaultdict(list)
    for problem in problems:
        if problem.line:
            found[problem.line].append(problem)
    return BadRows([BadRow(line, contents.get(line, ""), _corrections(row)) for line, row in sorted(found.items())])


def _corrections(problems: Iterable[RowProblem]) -> tuple[Correction, ...]:
    """Return the problems of one row, with every message once."""
    found: dict[str, list[RowProblem]] = defaultdict(list)
    for problem in problems:
        found[problem.message].append(problem)
    return tuple(
        Correction(
            columns=format_names([one.column for one in same if one.column]),
            value=", ".join(dict.fromkeys(one.value for one in same if one.value)),
            message=message,
        )
        for message, same in found.items()
    )


def bad_rows_write(rows: BadRows) -> bytes:
    """Return a CSV file with a line for each correction, which Excel in the reader's language opens as a table."""
    header = [_("Line"), _("Row"), _("Column"), _("What it says"), _("What to do")]
    cells = [
        (str(row.line), row.says, correction.columns, correction.value, correction.message)
        for row in rows.rows
        for correction in row.corrections
    ]
    return text_write(header, cells, delimiter=excel_delimiter()).encode("utf-8-sig")


def excel_delimiter() -> str:
    """Return the separator that Excel expects in the active language: Dutch versions open semicolons as a table."""
    return ";" if active_language() == "nl" else ","
