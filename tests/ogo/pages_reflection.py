"""Pages of reflection."""

from __future__ import annotations

from tests.ogo.world_reflection import KIST
from tests.page import Page

HERE = "/networks/{burgerschap}/phases/{look_back_phase}/look-back"

REFLECTION: list[Page] = [
    Page("look back", f"{HERE}/", "participant"),
    Page("look back", f"{HERE}/", "facilitator", "to close"),
    Page("look back", f"{HERE}/", "coordinator", "without lines"),
    Page("write a look back", f"{HERE}/write/", "facilitator"),
    Page("write a look back", f"{HERE}/write/", "coordinator", "without lines"),
    Page("write a look back", f"{HERE}/write/?seen=old", "facilitator", "meanwhile", posts={"learned": KIST}),
    Page("own line", f"{HERE}/line/", "participant"),
    Page("own line", f"{HERE}/line/", "student", "wrong", posts={"text": ""}),
]
