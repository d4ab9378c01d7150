"""The access matrix of goals."""

from __future__ import annotations

from tests.matrix_rows import Row

GOALS: list[Row] = []
