"""The access matrix of reflection."""

from __future__ import annotations

from tests.matrix_rows import Row

REFLECTION: list[Row] = []
