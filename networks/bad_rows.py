"""The rows of a file that cannot be used, row by row: for the page before an import, and as a file to take along."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.language import language_now, names_in_words
from networks.cells import cell_write

ROWS_SHOWN = 50


@dataclass(frozen=True)
class Correction:
    """One thing to mend in a row: in which columns (none: the row as a whole), what they say, and what to do."""

    columns: str
    value: str
    message: str


@dataclass(frozen=True)
class BadRow:
    """A row that cannot be used: its line in the file, what stands there, and everything there is to mend."""

    line: int
    says: str
    corrections: tuple[Correction, ...]


@dataclass(frozen=True)
class BadRows:
    """All such rows of a file, in its order: a page shows the first of them and says how many there are more."""

    rows: Sequence[BadRow]

    @property
    def first(self) -> Sequence[BadRow]:
        """The rows that a page has room for."""
        return self.rows[:ROWS_SHOWN]

    @property
    def more(self) -> int:
        """How many rows there are beside these."""
        return max(len(self.rows) - ROWS_SHOWN, 0)


def corrections_of(problems: Iterable[tuple[str, str, str]]) -> tuple[Correction, ...]:
    """Return the problems of one row, (column, value, message) each, with every message said once."""
    found: dict[str, list[tuple[str, str]]] = {}
    for column, value, message in problems:
        found.setdefault(message, []).append((column, value))
    return tuple(
        Correction(
            columns=names_in_words([column for column, _value in cells if column]),
            value=", ".join(dict.fromkeys(value for _column, value in cells if value)),
            message=message,
        )
        for message, cells in found.items()
    )


def bad_rows_write(rows: Iterable[BadRow]) -> bytes:
    """Return rows as a CSV file that opens as a table, a line for everything there is to mend; no cell of it runs."""
    target = io.StringIO()
    # Dutch Excel opens a file with semicolons as a table; the byte order mark tells it about accents.
    writer = csv.writer(target, delimiter=";" if language_now() == "nl" else ",", lineterminator="\r\n")
    writer.writerow([_("Line"), _("Row"), _("Column"), _("What it says"), _("What to do")])
    for row in rows:
        for mend in row.corrections:
            cells = (row.says, mend.columns, mend.value, mend.message)
            writer.writerow([row.line, *(cell_write(cell) for cell in cells)])
    return target.getvalue().encode("utf-8-sig")
