"""The pages of meetings in every state, for tests/pages.py, collected in MEETINGS."""

from __future__ import annotations

from tests.meetings.pages_answers import ANSWERS
from tests.meetings.pages_calendar import CALENDAR
from tests.meetings.pages_check_in import CHECK_IN
from tests.meetings.pages_online_readiness import ONLINE_READINESS
from tests.meetings.pages_page import PAGE
from tests.meetings.pages_plan import PLAN
from tests.page import Page

PLAIN = [
    Page("meetings", "/networks/{burgerschap}/meetings/", "participant"),
    Page("meetings", "/networks/{burgerschap}/meetings/", "facilitator"),
    Page("meetings", "/networks/{quiet_network}/meetings/", "alone", "empty"),
    Page("meetings", "/networks/{long_network}/meetings/", "long_facilitator", "long"),
    Page("plan a meeting", "/networks/{burgerschap}/meetings/add/", "facilitator"),
    Page("plan a meeting", "/networks/{burgerschap}/meetings/add/", "facilitator", "wrong", posts={"on_date": "nooit"}),
    Page("meeting", "/meetings/{coming_meeting}/", "participant"),
    Page("meeting", "/meetings/{coming_meeting}/", "facilitator"),
    Page("meeting", "/meetings/{draft_meeting}/", "facilitator", "draft"),
    Page("meeting", "/meetings/{undecided_meeting}/", "participant", "undecided date"),
    Page("meeting", "/meetings/{off_meeting}/", "participant", "cancelled"),
    Page("meeting", "/meetings/{held_meeting}/", "participant", "held"),
    Page("meeting", "/meetings/{long_meeting}/", "long_participant", "long"),
    Page("meeting", "/meetings/{exchange_meeting}/", "other_facilitator", "programme"),
    Page("meeting by link", "/m/{amiras_meeting_link}/", "anonymous"),
    Page("meeting by link", "/m/1-AAAAAAAAAAAAAAAAAAAAAA/", "anonymous", "error", status=404),
    Page("change a meeting", "/meetings/{coming_meeting}/change/", "facilitator"),
    Page("change a meeting", "/meetings/{coming_meeting}/change/", "facilitator", "wrong", posts={"on_date": "nooit"}),
    Page("cancel a meeting", "/meetings/{coming_meeting}/cancel/", "facilitator"),
    Page("cancel a meeting", "/meetings/{draft_meeting}/cancel/", "facilitator", "draft"),
]

MEETINGS = [*PLAIN, *ANSWERS, *PLAN, *CHECK_IN, *CALENDAR, *PAGE, *ONLINE_READINESS]
