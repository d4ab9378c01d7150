"""The pages about who comes and who was there, for tests/pages.py."""

from __future__ import annotations

from tests.page import Page

ANSWERS = [
    Page("who was there", "/meetings/{held_meeting}/attendance/", "facilitator"),
    Page("who was there", "/meetings/{coming_meeting}/attendance/", "facilitator", "too early"),
    Page("pick a day", "/networks/{burgerschap}/meetings/poll/", "facilitator"),
    Page(
        "pick a day",
        "/networks/{burgerschap}/meetings/poll/",
        "facilitator",
        "wrong",
        posts={"day_1": "ooit", "minutes": "0"},
    ),
    Page("meeting", "/meetings/{poll_meeting}/", "participant", "poll"),
    Page("meeting", "/meetings/{poll_meeting}/", "facilitator", "poll"),
    Page("meeting by link", "/m/{amiras_poll_link}/", "anonymous", "poll"),
    Page("guests", "/meetings/{coming_meeting}/guests/", "facilitator"),
    Page("guests", "/meetings/{coming_meeting}/guests/", "facilitator", "wrong", posts={"called": "", "email": "geen"}),
    Page("meetings of the programme", "/programmes/{werkplaats}/meetings/", "coordinator"),
    Page("meetings of the programme", "/programmes/{new}/meetings/", "nobody_yet", "empty"),
    Page("plan for the programme", "/programmes/{werkplaats}/meetings/add/", "coordinator"),
    Page(
        "plan for the programme",
        "/programmes/{werkplaats}/meetings/add/",
        "coordinator",
        "wrong",
        posts={"kind": "network", "on_date": "ooit"},
    ),
    Page("informal moment", "/networks/{burgerschap}/moments/add/", "participant"),
    Page("informal moment", "/networks/{burgerschap}/moments/add/", "participant", "wrong", posts={"title": ""}),
    Page("informal moment by link", "/m/{amiras_meeting_link}/moment/", "anonymous"),
    Page("call off by link", "/m/{amiras_moment_link}/cancel/", "anonymous"),
]
