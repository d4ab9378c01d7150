"""One's own calendar in every state."""

from __future__ import annotations

from django.test import Client

from tests.page import Page
from tests.page_world import PageWorld


def stopped_the_link(client: Client, found: PageWorld) -> None:
    """Stop the link to the calendar."""
    client.post("/calendar/stop/")


CALENDAR = [
    Page("own calendar", "/calendar/", "participant"),
    Page("own calendar", "/calendar/", "participant", "switched off", before=stopped_the_link),
    Page("own calendar", "/calendar/", "participant", "wrong", posts={"frequency": "nooit", "calendar_by": "mail"}),
    Page("own calendar by link", "/m/{amiras_meeting_link}/calendar/", "anonymous"),
]
