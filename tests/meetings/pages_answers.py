"""Pages about replies, attendance, polls, guests and programme meetings."""

from __future__ import annotations

from datetime import time

from django.test import Client

from meetings.models import DatePoll, Meeting
from meetings.services.poll import poll_ask
from tests.meetings.meeting_cases import in_days
from tests.page import Page
from tests.page_world import PageWorld


def start_poll(client: Client, found: PageWorld) -> None:
    """Start a date poll about the upcoming meeting."""
    coming = Meeting.objects.get(pk=found.world.meetings["coming"].pk)
    DatePoll.objects.filter(meeting=coming).delete()
    poll_ask(meeting=coming, actor=None, moments=[(in_days(15), time(15)), (in_days(16), time(15))])


ANSWERS = [
    Page("attendance", "/meetings/{held_meeting}/attendance/", "facilitator"),
    Page("attendance", "/meetings/{coming_meeting}/attendance/", "facilitator", "too early"),
    Page("find a date", "/networks/{burgerschap}/meetings/poll/", "facilitator"),
    Page(
        "find a date",
        "/networks/{burgerschap}/meetings/poll/",
        "facilitator",
        "wrong",
        posts={"day_1": "ooit", "minutes": "0"},
    ),
    Page("meeting", "/meetings/{poll_meeting}/", "participant", "poll"),
    Page("meeting", "/meetings/{poll_meeting}/", "facilitator", "poll"),
    Page("meeting by link", "/m/{amiras_poll_link}/", "anonymous", "poll"),
    Page("find another date", "/meetings/{coming_meeting}/poll/ask/", "facilitator"),
    Page("find another date", "/meetings/{coming_meeting}/poll/ask/", "facilitator", "wrong", posts={"day_1": "ooit"}),
    Page("meeting", "/meetings/{coming_meeting}/", "facilitator", "asked", before=start_poll),
    Page("guests", "/meetings/{coming_meeting}/guests/", "facilitator"),
    Page(
        "guests",
        "/meetings/{coming_meeting}/guests/",
        "facilitator",
        "wrong",
        posts={"display_name": "", "email": "geen"},
    ),
    Page("programme meetings", "/programmes/{werkplaats}/meetings/", "coordinator"),
    Page("programme meetings", "/programmes/{new}/meetings/", "nobody_yet", "empty"),
    Page("plan a programme meeting", "/programmes/{werkplaats}/meetings/add/", "coordinator"),
    Page(
        "plan a programme meeting",
        "/programmes/{werkplaats}/meetings/add/",
        "coordinator",
        "wrong",
        posts={"kind": "network", "on_date": "ooit"},
    ),
    Page("informal get-together", "/networks/{burgerschap}/informal-meetings/add/", "participant"),
    Page(
        "informal get-together",
        "/networks/{burgerschap}/informal-meetings/add/",
        "participant",
        "wrong",
        posts={"title": ""},
    ),
]
