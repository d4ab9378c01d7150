"""How many rows one statement takes: more would pass what SQLite allows, and keep others waiting for the last."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

ROWS_AT_ONCE = 500
Row = TypeVar("Row")


def in_parts(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """Yield rows, or keys of rows, in parts that one statement can take."""
    for start in range(0, len(rows), ROWS_AT_ONCE):
        yield rows[start : start + ROWS_AT_ONCE]
