"""Pages of questions to everyone."""

from __future__ import annotations

from tests.page import Page

HERE = "/networks/{burgerschap}/asks"
LINK = "/a/{amiras_ask_link}/"

ASKS: list[Page] = [
    Page("asks", f"{HERE}/", "facilitator"),
    Page("asks", f"{HERE}/", "participant", "participant"),
    Page("asks", "/networks/{quiet_network}/asks/", "alone", "empty"),
    Page("ask everyone", f"{HERE}/add/", "facilitator"),
    Page("ask everyone", f"{HERE}/add/?about=goals", "facilitator", "goals"),
    Page("ask everyone", f"{HERE}/add/", "facilitator", "wrong", posts={"text": ""}),
    Page("question to everyone", f"{HERE}/{{open_ask}}/", "participant"),
    Page("question to everyone", f"{HERE}/{{open_ask}}/", "facilitator", "facilitator"),
    Page("question to everyone", f"{HERE}/{{shown_ask}}/", "participant", "shown"),
    Page("answer", f"{HERE}/{{open_ask}}/answer/", "student", "wrong", posts={"text": ""}),
    Page("answer", f"{HERE}/{{open_ask}}/answer/", "student"),
    Page("show answers", f"{HERE}/{{open_ask}}/show/", "facilitator"),
    Page("answers on the big screen", f"{HERE}/{{shown_ask}}/screen/", "facilitator"),
    Page("remove a question to everyone", f"{HERE}/{{open_ask}}/remove/", "facilitator"),
    Page("answer by link", LINK, "anonymous"),
    Page("answer by link", f"{LINK}?saved", "anonymous", "saved"),
    Page("answer by link", "/a/{brams_ask_link}/", "anonymous", "wrong", posts={"text": ""}),
    Page("answer by link", "/a/1-AAAAAAAAAAAAAAAAAAAAAA/", "anonymous", "error", status=404),
]
