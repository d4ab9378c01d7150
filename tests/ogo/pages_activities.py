"""Pages of activities."""

from __future__ import annotations

from tests.page import Page

HERE = "/networks/{burgerschap}/activities"

ACTIVITIES: list[Page] = [
    Page("activities", f"{HERE}/", "facilitator"),
    Page("activities", f"{HERE}/", "participant"),
    Page("activities", f"{HERE}/?meeting={{coming_meeting}}", "facilitator", "for a meeting"),
    Page("activities", f"{HERE}/?stage=designing&place=online&minutes=45", "facilitator", "searched"),
    Page("activities", f"{HERE}/?words=nergens", "facilitator", "nothing found"),
    Page("activities", f"{HERE}/?minutes=veel", "facilitator", "odd number"),
    Page("activity", f"{HERE}/silent-discussion/", "facilitator"),
    Page("activity", f"{HERE}/silent-discussion/", "participant"),
    Page("activity", f"{HERE}/{{own_activity}}/", "facilitator", "of the programme"),
    Page("activity", f"{HERE}/five-whys/?meeting={{coming_meeting}}", "facilitator", "for a meeting"),
    Page("activity", f"{HERE}/nergens/", "facilitator", "error", status=404),
    Page("add an activity", f"{HERE}/add/", "facilitator"),
    Page("add an activity", f"{HERE}/add/", "facilitator", "wrong", posts={"title": ""}),
    Page("change an activity", f"{HERE}/{{own_activity}}/edit/", "facilitator"),
    Page(
        "change an activity",
        f"{HERE}/{{own_activity}}/edit/",
        "facilitator",
        "wrong",
        posts={"title": "Nergens", "aim": "", "steps": "", "minutes": "15", "place": "both"},
    ),
    Page("choose an activity", f"{HERE}/five-whys/choose/", "facilitator"),
    Page("choose an activity", f"{HERE}/five-whys/choose/", "facilitator", "wrong", posts={}),
    Page("choose an activity", "/networks/{quiet_network}/activities/five-whys/choose/", "alone", "empty"),
    Page("chosen activities", f"{HERE}/used/", "facilitator"),
    Page("chosen activities", f"{HERE}/used/", "participant"),
    Page("chosen activities", "/networks/{quiet_network}/activities/used/", "alone", "empty"),
    Page("note about an activity", f"{HERE}/used/{{chosen_use}}/", "facilitator", "empty"),
    Page("note about an activity", f"{HERE}/used/{{noted_use}}/", "facilitator"),
    Page("share a note", f"{HERE}/used/{{noted_use}}/share/", "facilitator"),
]
