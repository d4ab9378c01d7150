"""Pages of asks."""

from __future__ import annotations

from tests.page import Page

ASKS: list[Page] = []
