"""Pages of tracks."""

from __future__ import annotations

from tests.page import Page

HERE = "/networks/{burgerschap}/where-we-are/"
QUIET = "/networks/{quiet_network}/where-we-are/"
SCHEMES = "/programmes/{werkplaats}/phase-schemes/"

TRACKS: list[Page] = [
    Page("where we are", HERE, "participant"),
    Page("where we are", HERE, "facilitator"),
    Page("where we are", HERE, "coordinator"),
    Page("where we are", QUIET, "alone", "empty"),
    Page("choose phases", f"{QUIET}choose/", "alone", "empty"),
    Page("choose phases", f"{QUIET}choose/?scheme=ogo&cycles=2", "alone"),
    Page("choose phases", f"{QUIET}choose/", "alone", "wrong", posts={"scheme": "ogo", "cycles": "99"}),
    Page("choose phases", f"{HERE}choose/?scheme=point", "facilitator", "other scheme"),
    Page("dates of phases", f"{HERE}dates/", "facilitator"),
    Page("dates of phases", f"{HERE}dates/", "facilitator", "wrong", posts={"first_day_{phase}": "morgen"}),
    Page("go back a phase", f"{HERE}back/", "facilitator"),
    Page("go back a phase", f"{HERE}back/", "facilitator", "wrong", posts={"reason": ""}),
    Page("add a cycle", f"{HERE}cycles/add/", "facilitator"),
    Page("delete a cycle", f"{HERE}cycles/{{cycle}}/delete/", "facilitator"),
    Page("phase schemes", SCHEMES, "coordinator"),
    Page(
        "phase schemes",
        SCHEMES,
        "coordinator",
        "wrong",
        posts={},
        files={"file": ("fasen.yaml", b"\xff\xfe")},
    ),
    Page("write a scheme", f"{SCHEMES}add/", "coordinator", "empty"),
    Page("change a scheme", f"{SCHEMES}{{scheme}}/", "coordinator"),
    Page(
        "change a scheme",
        f"{SCHEMES}{{scheme}}/",
        "coordinator",
        "wrong",
        posts={"name_nl": "", "phases-TOTAL_FORMS": "1", "phases-INITIAL_FORMS": "0", "phases-0-share": "veel"},
    ),
    Page("delete a scheme", f"{SCHEMES}{{scheme}}/delete/", "coordinator"),
]
