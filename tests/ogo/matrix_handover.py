"""The access matrix of handover."""

from __future__ import annotations

from tests.matrix_rows import Row, of_network, row
from tests.ogo.world_handover import HANDED_OVER

IN_NETWORK = "participant student facilitator"
HERE = "/networks/{burgerschap}"
BUDDY = f"{HERE}/buddies/{{bram_takes_part}}"
ELSEWHERE = f"{HERE}/buddies/{{mila_takes_part}}"

HANDOVER: list[Row] = [
    row(
        "ogo:getting_started",
        f"{HERE}/getting-started/",
        GET=of_network(IN_NETWORK),
        shows={HANDED_OVER: IN_NETWORK},
    ),
    row("ogo:handover", f"{HERE}/handover/", GET=of_network(IN_NETWORK), POST=of_network(IN_NETWORK)),
    row("ogo:handover_remove", f"{HERE}/handover/remove/", POST=of_network(IN_NETWORK)),
    row("ogo:buddy_offer", f"{BUDDY}/offer/", POST=of_network(IN_NETWORK), foreign=(f"{ELSEWHERE}/offer/",)),
    # Amira is the buddy of Bram.
    row("ogo:buddy_end", f"{BUDDY}/end/", POST=of_network("participant student"), foreign=(f"{ELSEWHERE}/end/",)),
    row(
        "ogo:buddy_choose",
        f"{BUDDY}/",
        GET=of_network("facilitator"),
        POST=of_network("facilitator"),
        foreign=(f"{ELSEWHERE}/",),
    ),
]
