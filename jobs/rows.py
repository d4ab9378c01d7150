"""Batches of rows: a longer statement would exceed SQLite's limits, and keep other requests waiting."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

ROWS_AT_ONCE = 500
Row = TypeVar("Row")


def in_parts(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """Yield rows, or keys of rows, in batches that fit one statement."""
    for start in range(0, len(rows), ROWS_AT_ONCE):
        yield rows[start : start + ROWS_AT_ONCE]
