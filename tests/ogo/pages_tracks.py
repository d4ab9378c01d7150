"""Pages of tracks."""

from __future__ import annotations

from tests.page import Page

TRACKS: list[Page] = []
