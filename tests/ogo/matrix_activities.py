"""The access matrix of activities."""

from __future__ import annotations

from tests.matrix_rows import Row, of_network, row
from tests.ogo.world_activities import SHARED, WORKED

SEE = "participant student facilitator coordinator preparation_team"
PLAN = "facilitator coordinator preparation_team"
HERE = "/networks/{burgerschap}/activities"
USE = f"{HERE}/used/{{noted_use}}"
USE_ELSEWHERE = (f"{HERE}/used/{{use_elsewhere}}", f"{HERE}/used/{{use_in_rekenen}}")


def of_use(name: str, path: str, **methods: str) -> Row:
    """Return the row of a page about a chosen activity, by the roles that each method lets in."""
    foreign = tuple(f"{there}/{path}" for there in USE_ELSEWHERE)
    expected = {method: of_network(roles) for method, roles in methods.items()}
    return row(f"ogo:{name}", f"{USE}/{path}", foreign=foreign, **expected)


ACTIVITIES: list[Row] = [
    row("ogo:activities", f"{HERE}/", GET=of_network(SEE), POST=of_network(SEE)),
    row("ogo:activity_add", f"{HERE}/add/", GET=of_network(PLAN), POST=of_network(PLAN)),
    # Notes of the network are for everyone who sees activities; those shared by others for those who choose them.
    row(
        "ogo:activity",
        f"{HERE}/silent-discussion/",
        GET=of_network(SEE),
        foreign=(f"{HERE}/{{activity_elsewhere}}/",),
        shows={WORKED: SEE, SHARED: PLAN},
    ),
    # Iris added this activity; only she changes and removes it.
    row(
        "ogo:activity_edit",
        f"{HERE}/{{own_activity}}/edit/",
        GET=of_network("facilitator"),
        POST=of_network("facilitator"),
        foreign=(f"{HERE}/{{activity_elsewhere}}/edit/", f"{HERE}/five-whys/edit/"),
    ),
    row(
        "ogo:activity_remove",
        f"{HERE}/{{own_activity}}/remove/",
        POST=of_network("facilitator"),
        foreign=(f"{HERE}/{{activity_elsewhere}}/remove/",),
    ),
    row(
        "ogo:activity_choose",
        f"{HERE}/{{own_activity}}/choose/",
        GET=of_network(PLAN),
        POST=of_network(PLAN),
        foreign=(f"{HERE}/{{activity_elsewhere}}/choose/",),
    ),
    row(
        "ogo:activity_schedule",
        f"{HERE}/five-whys/schedule/{{coming_meeting}}/",
        POST=of_network(PLAN),
        foreign=(f"{HERE}/five-whys/schedule/{{elsewhere_meeting}}/", f"{HERE}/five-whys/schedule/{{ready_meeting}}/"),
    ),
    row("ogo:activity_uses", f"{HERE}/used/", GET=of_network(SEE), shows={WORKED: SEE}),
    of_use("activity_note", "", GET=PLAN, POST=PLAN),
    # Iris wrote the note; only she shares it.
    of_use("activity_note_share", "share/", GET="facilitator", POST="facilitator"),
    of_use("activity_note_withdraw", "withdraw/", POST=PLAN),
    of_use("activity_use_remove", "remove/", POST=PLAN),
]
