"""The access matrix of questions."""

from __future__ import annotations

from tests.matrix_rows import Row

QUESTIONS: list[Row] = []
