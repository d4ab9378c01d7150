"""Pages of handover."""

from __future__ import annotations

from tests.page import Page

HANDOVER: list[Page] = []
