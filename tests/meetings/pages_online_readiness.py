"""Pages about the online readiness check and support needs."""

from __future__ import annotations

from tests.page import Page

ONLINE_READINESS = [
    Page("online readiness", "/meetings/{online_meeting}/online-readiness/", "participant"),
    Page(
        "online readiness",
        "/meetings/{online_meeting}/online-readiness/",
        "participant",
        "wrong",
        posts={"camera": "soms"},
    ),
    Page("online readiness", "/meetings/{ready_meeting}/online-readiness/", "other_facilitator", "results"),
    Page("online readiness by link", "/m/{amiras_online_link}/online-readiness/", "anonymous"),
    Page("online readiness by link", "/m/{umuts_online_link}/online-readiness/", "anonymous", "answered"),
    Page("meeting", "/meetings/{online_meeting}/", "participant", "online"),
    Page("meeting", "/meetings/{ready_meeting}/", "other_facilitator", "online results"),
    Page("support need", "/meetings/{online_meeting}/support/add/", "facilitator"),
    Page("support need", "/meetings/{online_meeting}/support/add/", "facilitator", "wrong", posts={"text": ""}),
    Page("change a support need", "/meetings/{online_meeting}/support/{amiras_need}/", "facilitator"),
    Page(
        "change a support need",
        "/meetings/{online_meeting}/support/{amiras_need}/",
        "facilitator",
        "wrong",
        posts={"text": ""},
    ),
    Page("online readiness", "/meetings/{online_meeting}/online-readiness/", "facilitator", "leads"),
]
