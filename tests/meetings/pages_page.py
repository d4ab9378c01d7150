"""The pages around one meeting in every state, for tests/pages.py."""

from __future__ import annotations

from tests.meetings.page_traces import NOTE
from tests.page import Page

HERE = "/meetings/{coming_meeting}"
LINK = "/m/{amiras_meeting_link}"

PAGE = [
    Page("agenda", f"{HERE}/agenda/", "facilitator"),
    Page("agenda", "/meetings/{floating_meeting}/agenda/", "facilitator", "empty"),
    Page("agenda", f"{HERE}/agenda/", "facilitator", "wrong", posts={"minutes": "veel"}),
    Page("part of the agenda", f"{HERE}/agenda/{{free_block}}/", "facilitator"),
    Page("put something on the agenda", f"{HERE}/agenda/propose/", "participant"),
    Page("put something on the agenda by link", f"{LINK}/agenda/propose/", "anonymous", "wrong", posts={"title": ""}),
    Page("what for", f"{HERE}/purpose/", "facilitator"),
    Page("beforehand", f"{HERE}/beforehand/add/", "facilitator"),
    Page("beforehand", f"{HERE}/beforehand/{{reading}}/", "facilitator", "change"),
    Page("pick something up", f"{HERE}/tasks/add/", "facilitator"),
    Page("pick something up by link", f"{LINK}/tasks/add/", "anonymous"),
    Page("change a task", f"{HERE}/tasks/{{amiras_task}}/", "facilitator"),
    Page("change a task", f"{HERE}/tasks/{{amiras_task}}/", "participant", "wrong", posts={"text": ""}),
    Page("change a task by link", f"{LINK}/tasks/{{amiras_task}}/", "anonymous"),
    Page("what is gone", f"{HERE}/agenda/999999/", "facilitator", "error", status=404),
    Page("what is gone by link", f"{LINK}/tasks/999999/", "anonymous", "error", status=404),
    Page("add a file", f"{HERE}/files/add/", "participant"),
    Page(
        "add a file by link", f"{LINK}/files/add/", "anonymous", "wrong", posts={}, files={"file": ("a.exe", b"MZ\0")}
    ),
    Page("screen in the room", f"{HERE}/room/", "facilitator"),
    Page("screen in the room", f"{HERE}/room/?part=2", "facilitator", "by hand"),
    Page("screen in the room", "/meetings/{floating_meeting}/room/", "participant", "empty"),
    Page("screen in the room by link", f"{LINK}/room/", "anonymous"),
    Page("missed", "/meetings/{held_meeting}/missed/", "participant"),
    Page("missed by link", "/m/{held_meeting_link}/missed/", "anonymous"),
    Page("round off", "/meetings/{held_meeting}/round-off/", "facilitator"),
    Page("round off", f"{HERE}/round-off/", "facilitator", "too early", posts={"what": NOTE}),
    Page("our places", "/networks/{burgerschap}/places/", "facilitator"),
    Page("our places", "/networks/{burgerschap}/places/", "facilitator", "wrong", posts={"call": "ftp://hier"}),
    Page("what we are doing", "/networks/{burgerschap}/tellings/", "participant"),
    Page("what we are doing", "/networks/{quiet_network}/tellings/", "alone", "empty"),
    Page("what we are doing by link", f"{LINK}/tellings/", "anonymous"),
    Page("what you told", "/networks/{burgerschap}/tellings/{amiras_telling}/", "participant"),
    Page("what you told by link", f"{LINK}/tellings/{{amiras_telling}}/", "anonymous"),
    Page("kinds of parts", "/programmes/{werkplaats}/agenda-kinds/", "coordinator"),
    Page("kind of part", "/programmes/{werkplaats}/agenda-kinds/{block_kind}/", "coordinator"),
]
