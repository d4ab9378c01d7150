"""Pages of questions."""

from __future__ import annotations

from tests.page import Page

QUESTIONS: list[Page] = []
