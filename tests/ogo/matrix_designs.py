"""The access matrix of designs."""

from __future__ import annotations

from tests.matrix_rows import Row, of_network, row
from tests.ogo.world_designs import CHANGED

READ = "participant student facilitator"
# Amira added the version; Iris facilitates.
CORRECT = "participant facilitator"
HERE = "/networks/{burgerschap}/designs"
DESIGN = f"{HERE}/{{design}}"
VERSION = f"{DESIGN}/versions/{{version}}"
ELSEWHERE = f"{HERE}/{{other_design}}"
OTHER_VERSION = f"{DESIGN}/versions/{{other_version}}"


def form(name: str, path: str, roles: str, *foreign: str) -> Row:
    """Return the row of a page with a form."""
    return row(f"ogo:{name}", path, GET=of_network(roles), POST=of_network(roles), foreign=foreign)


DESIGNS: list[Row] = [
    form("design_add", f"{HERE}/add/", READ),
    row("ogo:design", f"{DESIGN}/", GET=of_network(READ), shows={CHANGED: READ}, foreign=(f"{ELSEWHERE}/",)),
    form("design_edit", f"{DESIGN}/edit/", READ, f"{ELSEWHERE}/edit/"),
    row("ogo:design_remove", f"{DESIGN}/remove/", POST=of_network(READ), foreign=(f"{ELSEWHERE}/remove/",)),
    form("version_add", f"{DESIGN}/versions/add/", READ, f"{ELSEWHERE}/versions/add/"),
    row("ogo:version", f"{VERSION}/", GET=of_network(READ), shows={CHANGED: READ}, foreign=(f"{OTHER_VERSION}/",)),
    form("version_edit", f"{VERSION}/edit/", CORRECT, f"{OTHER_VERSION}/edit/"),
    row(
        "ogo:version_remove",
        f"{VERSION}/remove/",
        POST=of_network("participant"),
        foreign=(f"{OTHER_VERSION}/remove/",),
    ),
    form("version_file_add", f"{VERSION}/files/add/", CORRECT, f"{OTHER_VERSION}/files/add/"),
    row(
        "ogo:version_file",
        f"{VERSION}/files/{{version_file}}/",
        GET=of_network(READ),
        foreign=(f"{VERSION}/files/{{other_version_file}}/",),
    ),
    row(
        "ogo:version_file_remove",
        f"{VERSION}/files/{{version_file}}/remove/",
        POST=of_network(CORRECT),
        foreign=(f"{VERSION}/files/{{other_version_file}}/remove/",),
    ),
]
