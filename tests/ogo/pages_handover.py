"""Pages of handover."""

from __future__ import annotations

from tests.page import Page

HERE = "/networks/{burgerschap}"

HANDOVER: list[Page] = [
    Page("getting started", f"{HERE}/getting-started/", "participant"),
    Page("getting started", f"{HERE}/getting-started/", "facilitator"),
    Page("getting started", "/networks/{quiet_network}/getting-started/", "alone", "empty"),
    Page("hand over", f"{HERE}/handover/", "participant"),
    Page("hand over", f"{HERE}/handover/", "student", "wrong", posts={"ask_until": "ooit"}),
    Page("choose a buddy", f"{HERE}/buddies/{{bram_takes_part}}/", "facilitator"),
]
