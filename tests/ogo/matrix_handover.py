"""The access matrix of handover."""

from __future__ import annotations

from tests.matrix_rows import Row

HANDOVER: list[Row] = []
