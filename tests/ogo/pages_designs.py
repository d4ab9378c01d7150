"""Pages of designs."""

from __future__ import annotations

from tests.page import Page

HERE = "/networks/{burgerschap}/designs"
DESIGN = f"{HERE}/{{design}}"
VERSION = f"{DESIGN}/versions/{{version}}"

DESIGNS: list[Page] = [
    Page("add a design", f"{HERE}/add/", "participant"),
    Page("add a design", f"{HERE}/add/", "participant", "wrong", posts={"title": ""}),
    Page("design", f"{DESIGN}/", "participant"),
    Page("design", f"{DESIGN}/", "student", "of others"),
    Page("design", f"{HERE}/{{empty_design}}/", "student", "empty"),
    Page("rename a design", f"{DESIGN}/edit/", "participant"),
    Page("rename a design", f"{HERE}/{{empty_design}}/edit/", "student", "empty"),
    Page("add a version", f"{DESIGN}/versions/add/", "participant"),
    Page("add a version", f"{DESIGN}/versions/add/?seen=old", "student", "meanwhile", posts={"changed": "Een spel"}),
    Page("version", f"{VERSION}/", "participant"),
    Page("version", f"{VERSION}/", "student", "of others"),
    Page("correct a version", f"{VERSION}/edit/", "participant"),
    Page("correct a version", f"{VERSION}/edit/?seen=old", "facilitator", "meanwhile", posts={"changed": "Anders"}),
    Page("add a file to a version", f"{VERSION}/files/add/", "participant"),
    Page(
        "add a file to a version",
        f"{VERSION}/files/add/",
        "participant",
        "wrong",
        posts={},
        files={"file": ("a.exe", b"MZ\0")},
    ),
]
