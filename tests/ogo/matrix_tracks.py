"""The access matrix of tracks."""

from __future__ import annotations

from tests.matrix_rows import Row

TRACKS: list[Row] = []
