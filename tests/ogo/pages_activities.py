"""Pages of activities."""

from __future__ import annotations

from tests.page import Page

ACTIVITIES: list[Page] = []
