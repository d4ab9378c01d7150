"""What goes into and comes out of workbooks, without the library that reads and writes them; rows by their numbers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Value = str | int | float | date | None


@dataclass(frozen=True)
class Columns:
    """The names that a header may have, folded; those whose cells are days, and those whose cells are whole numbers."""

    names: frozenset[str]
    days: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()

    @staticmethod
    def fold(name: str) -> str:
        """Return a name as it is compared."""
        return name.strip().casefold().replace(" ", "_")


@dataclass(frozen=True)
class Sheet:
    """The rows as CSV with commas, and what its reader has to know about how they were found."""

    text: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """One sheet: its name, its header, its rows; `notes` are sentences under the rows."""

    title: str
    header: Sequence[str]
    rows: Iterable[Sequence[Value]]
    notes: Sequence[str] = ()


def runs_of(numbers: Sequence[int]) -> list[list[int]]:
    """Return ascending numbers with what follows on each other in one list: 4, 7, 8, 9 gives [4], [7, 8, 9]."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs
