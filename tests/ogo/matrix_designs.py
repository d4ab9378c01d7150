"""The access matrix of designs."""

from __future__ import annotations

from tests.matrix_rows import Row

DESIGNS: list[Row] = []
