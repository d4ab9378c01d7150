"""Pages around one meeting, and the pages of what a network shares."""

from __future__ import annotations

from tests.meetings.page_traces import NOTE
from tests.page import Page

HERE = "/meetings/{coming_meeting}"
LINK = "/m/{amiras_meeting_link}"

PAGE = [
    Page("agenda", f"{HERE}/agenda/", "facilitator"),
    Page("agenda", "/meetings/{undecided_meeting}/agenda/", "facilitator", "empty"),
    Page("agenda", f"{HERE}/agenda/", "facilitator", "wrong", posts={"minutes": "veel"}),
    Page("agenda block", f"{HERE}/agenda/{{free_block}}/", "facilitator"),
    Page("suggest a block", f"{HERE}/agenda/propose/", "participant"),
    Page("suggest a block by link", f"{LINK}/agenda/propose/", "anonymous", "wrong", posts={"title": ""}),
    Page("purpose", f"{HERE}/purpose/", "facilitator"),
    Page("preparation", f"{HERE}/preparation/add/", "facilitator"),
    Page("preparation", f"{HERE}/preparation/{{reading}}/", "facilitator", "change"),
    Page("add a task", f"{HERE}/tasks/add/", "facilitator"),
    Page("add a task by link", f"{LINK}/tasks/add/", "anonymous"),
    Page("change a task", f"{HERE}/tasks/{{amiras_task}}/", "facilitator"),
    Page("change a task", f"{HERE}/tasks/{{amiras_task}}/", "participant", "wrong", posts={"text": ""}),
    Page("change a task by link", f"{LINK}/tasks/{{amiras_task}}/", "anonymous"),
    Page("deleted object", f"{HERE}/agenda/999999/", "facilitator", "error", status=404),
    Page("deleted object by link", f"{LINK}/tasks/999999/", "anonymous", "error", status=404),
    Page("add a file", f"{HERE}/files/add/", "participant"),
    Page(
        "add a file by link", f"{LINK}/files/add/", "anonymous", "wrong", posts={}, files={"file": ("a.exe", b"MZ\0")}
    ),
    Page("meeting presenter", f"{HERE}/presenter/", "facilitator"),
    Page("meeting presenter", f"{HERE}/presenter/?part=2", "facilitator", "by hand"),
    Page("meeting presenter", "/meetings/{undecided_meeting}/presenter/", "participant", "empty"),
    Page("meeting presenter by link", f"{LINK}/presenter/", "anonymous"),
    Page("catch up", "/meetings/{held_meeting}/missed/", "participant"),
    Page("catch up by link", "/m/{held_meeting_link}/missed/", "anonymous"),
    Page("wrap up", "/meetings/{held_meeting}/complete/", "facilitator"),
    Page("wrap up", f"{HERE}/complete/", "facilitator", "too early", posts={"what": NOTE}),
    Page("network links", "/networks/{burgerschap}/links/", "facilitator"),
    Page("network links", "/networks/{burgerschap}/links/", "facilitator", "wrong", posts={"call": "ftp://hier"}),
    Page("posts", "/networks/{burgerschap}/posts/", "participant"),
    Page("posts", "/networks/{quiet_network}/posts/", "alone", "empty"),
    Page("change a post", "/networks/{burgerschap}/posts/{amiras_post}/", "participant"),
    Page("block kinds", "/programmes/{werkplaats}/agenda-kinds/", "coordinator"),
    Page("block kind", "/programmes/{werkplaats}/agenda-kinds/{block_kind}/", "coordinator"),
]
