"""The access matrix of activities."""

from __future__ import annotations

from tests.matrix_rows import Row

ACTIVITIES: list[Row] = []
