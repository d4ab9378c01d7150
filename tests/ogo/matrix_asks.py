"""The access matrix of asks."""

from __future__ import annotations

from tests.matrix_rows import Row

ASKS: list[Row] = []
