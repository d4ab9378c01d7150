"""Pages of what a network makes."""

from __future__ import annotations

from tests.page import Page

HERE = "/networks/{burgerschap}"
QUIET = "/networks/{quiet_network}"

QUESTIONS: list[Page] = [
    Page("what we make", f"{HERE}/what-we-make/", "participant"),
    Page("what we make", f"{QUIET}/what-we-make/", "alone", "empty"),
    Page("questions", f"{HERE}/questions/", "participant"),
    Page("questions", f"{HERE}/questions/?kind=research&state=answered", "facilitator", "nothing with this choice"),
    Page("questions", f"{QUIET}/questions/", "alone", "empty"),
    Page("bring a question", f"{HERE}/questions/add/", "participant"),
    Page("bring a question", f"{HERE}/questions/add/?from={{question}}", "participant", "from a practice question"),
    Page("bring a question", f"{HERE}/questions/add/", "participant", "wrong", posts={"text": ""}),
    Page("question", f"{HERE}/questions/{{question}}/", "participant"),
    Page("question", f"{HERE}/questions/{{question}}/", "facilitator"),
    Page("change a question", f"{HERE}/questions/{{question}}/change/", "participant"),
    Page("change a question", f"{HERE}/questions/{{question}}/change/", "participant", "wrong", posts={"text": ""}),
    Page("change a question", f"{HERE}/questions/999999/change/", "participant", "error", status=404),
    Page("remove a question", f"{HERE}/questions/{{question}}/remove/", "participant"),
    Page("projects", f"{HERE}/projects/", "participant"),
    Page("projects", f"{QUIET}/projects/", "alone", "empty"),
    Page("start a project", f"{HERE}/projects/add/?from={{question}}", "participant"),
    Page("start a project", f"{HERE}/projects/add/", "participant", "wrong", posts={"title": ""}),
    Page("project", f"{HERE}/projects/{{project}}/", "participant"),
    Page("project", f"{HERE}/projects/{{project_left}}/", "facilitator", "without owners"),
    Page("change a project", f"{HERE}/projects/{{project}}/change/", "participant"),
    Page("remove a project", f"{HERE}/projects/{{project}}/remove/", "participant"),
    Page("people of a project", f"{HERE}/projects/{{project}}/people/", "participant"),
    Page("people of a project", f"{HERE}/projects/{{project}}/people/", "participant", "wrong", posts={"person": ""}),
    Page("sources", f"{HERE}/sources/", "participant"),
    Page("sources", f"{QUIET}/sources/", "alone", "empty"),
    Page("bring a source", f"{HERE}/sources/add/", "participant"),
    Page("bring a source", f"{HERE}/sources/add/", "participant", "wrong", posts={"title": "", "link": "geen"}),
    Page("source", f"{HERE}/sources/{{card}}/", "participant"),
    Page("change a source", f"{HERE}/sources/{{card}}/change/", "facilitator"),
    Page("remove a source", f"{HERE}/sources/{{card}}/remove/", "facilitator"),
]
