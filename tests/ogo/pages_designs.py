"""Pages of designs."""

from __future__ import annotations

from tests.page import Page

DESIGNS: list[Page] = []
