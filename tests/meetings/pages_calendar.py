"""Pages about a person's own calendar."""

from __future__ import annotations

from django.test import Client

from tests.page import Page
from tests.page_world import PageWorld


def switch_off_link(client: Client, found: PageWorld) -> None:
    """Switch off the calendar link."""
    client.post("/calendar/stop/")


CALENDAR = [
    Page("own calendar", "/calendar/", "participant"),
    Page("own calendar", "/calendar/", "participant", "switched off", before=switch_off_link),
    Page("own calendar", "/calendar/", "participant", "wrong", posts={"frequency": "nooit", "calendar_by": "mail"}),
    Page("own calendar by link", "/calendar/own/{amiras_calendar_page}/", "anonymous"),
    Page("calendar by email", "/m/{amiras_meeting_link}/calendar/", "anonymous"),
]
