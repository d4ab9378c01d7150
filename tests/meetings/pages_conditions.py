"""The pages about whether everything is ready for online, for tests/pages.py."""

from __future__ import annotations

from tests.page import Page

CONDITIONS = [
    Page("ready for online", "/meetings/{online_meeting}/conditions/", "participant"),
    Page(
        "ready for online", "/meetings/{online_meeting}/conditions/", "participant", "wrong", posts={"camera": "soms"}
    ),
    Page("ready for online", "/meetings/{ready_meeting}/conditions/", "other_facilitator", "told"),
    Page("ready for online by link", "/m/{amiras_online_link}/conditions/", "anonymous"),
    Page("ready for online by link", "/m/{umuts_online_link}/conditions/", "anonymous", "answered"),
    Page("meeting", "/meetings/{online_meeting}/", "participant", "online"),
    Page("meeting", "/meetings/{ready_meeting}/", "other_facilitator", "online and told"),
    Page("something to arrange", "/meetings/{online_meeting}/support/add/", "facilitator"),
    Page("something to arrange", "/meetings/{online_meeting}/support/add/", "facilitator", "wrong", posts={"text": ""}),
    Page("change what is arranged", "/meetings/{online_meeting}/support/{amiras_need}/", "facilitator"),
    Page(
        "change what is arranged",
        "/meetings/{online_meeting}/support/{amiras_need}/",
        "facilitator",
        "wrong",
        posts={"text": ""},
    ),
    Page("ready for online", "/meetings/{online_meeting}/conditions/", "facilitator", "leads"),
]
