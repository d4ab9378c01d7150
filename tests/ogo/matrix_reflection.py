"""The access matrix of reflection."""

from __future__ import annotations

from tests.matrix_rows import Row, of_network, row
from tests.ogo.world_reflection import LEARNED, LINE

IN_NETWORK = "participant student facilitator"
LEAD = "facilitator coordinator"
HERE = "/networks/{burgerschap}/phases/{look_back_phase}/look-back"
ELSEWHERE = "/networks/{burgerschap}/phases/{other_look_back_phase}/look-back"

REFLECTION: list[Row] = [
    row(
        "ogo:look_back",
        f"{HERE}/",
        GET=of_network(f"{IN_NETWORK} coordinator"),
        foreign=(f"{ELSEWHERE}/",),
        # Coordinators read what the network wrote together, without the lines of participants.
        shows={LEARNED: f"{IN_NETWORK} coordinator", LINE: IN_NETWORK},
    ),
    row(
        "ogo:look_back_write",
        f"{HERE}/write/",
        GET=of_network(LEAD),
        POST=of_network(LEAD),
        foreign=(f"{ELSEWHERE}/write/",),
    ),
    row("ogo:phase_reopen", f"{HERE}/reopen/", POST=of_network(LEAD), foreign=(f"{ELSEWHERE}/reopen/",)),
    row(
        "ogo:look_back_line",
        f"{HERE}/line/",
        GET=of_network(IN_NETWORK),
        POST=of_network(IN_NETWORK),
        foreign=(f"{ELSEWHERE}/line/",),
    ),
    row(
        "ogo:look_back_line_remove",
        f"{HERE}/line/remove/",
        POST=of_network(IN_NETWORK),
        foreign=(f"{ELSEWHERE}/line/remove/",),
    ),
]
