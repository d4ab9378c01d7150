"""Pages of goals."""

from __future__ import annotations

from tests.page import Page

HERE = "/networks/{burgerschap}/goals"

GOALS: list[Page] = [
    Page("goals", f"{HERE}/", "participant"),
    Page("goals", f"{HERE}/", "student", "without own goals"),
    Page("goals", f"{HERE}/", "facilitator", "facilitator"),
    Page("goals", f"{HERE}/", "coordinator", "coordinator"),
    Page("goals", "/networks/{quiet_network}/goals/", "alone", "empty"),
    Page("own goal", f"{HERE}/own/add/", "student"),
    Page("own goal", f"{HERE}/own/add/", "participant", "wrong", posts={"text": "", "circle": "me"}),
    Page("write down a goal", f"{HERE}/add/", "facilitator"),
    Page("write down a goal", f"{HERE}/add/", "facilitator", "wrong", posts={"text": "", "look_on": "morgen"}),
    Page("goal", f"{HERE}/{{our_goal}}/", "participant"),
    Page("goal", f"{HERE}/{{our_goal}}/", "coordinator", "coordinator"),
    Page("goal", f"{HERE}/{{amiras_private_goal}}/", "participant", "own"),
    Page("goal", f"{HERE}/{{amiras_goal}}/", "student", "shared"),
    Page("look at a goal", f"{HERE}/{{our_goal}}/looks/add/", "participant"),
    Page("look at a goal", f"{HERE}/{{amiras_goal}}/looks/add/", "participant", "wrong", posts={"text": ""}),
    Page("change a goal", f"{HERE}/{{our_goal}}/edit/", "facilitator"),
    Page("change a goal", f"{HERE}/{{amiras_goal}}/edit/", "participant", "own"),
    Page(
        "change a goal",
        f"{HERE}/{{our_goal}}/edit/?seen=0000",
        "facilitator",
        "changed meanwhile",
        posts={"text": "Iedereen doet mee.", "state": "open"},
    ),
]
