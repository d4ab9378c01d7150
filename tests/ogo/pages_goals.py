"""Pages of goals."""

from __future__ import annotations

from tests.page import Page

GOALS: list[Page] = []
