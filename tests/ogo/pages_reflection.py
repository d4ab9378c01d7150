"""Pages of reflection."""

from __future__ import annotations

from tests.page import Page

REFLECTION: list[Page] = []
