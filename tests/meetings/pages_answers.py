"""The pages about who comes and who was there, for tests/pages.py."""

from __future__ import annotations

from tests.page import Page

ANSWERS = [
    Page("who was there", "/meetings/{held_meeting}/attendance/", "facilitator"),
    Page("who was there", "/meetings/{coming_meeting}/attendance/", "facilitator", "too early"),
]
