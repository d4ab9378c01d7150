"""The access matrix of questions to everyone.

Until the answers are shown, an answer is on nobody's page but its writer's; the facilitator who asked sees nothing.
"""

from __future__ import annotations

from tests.matrix_rows import Expected, Row, everyone, of_network, row
from tests.ogo.world_asks import ANSWER, QUESTION, SHOWN_ANSWER, SHOWN_UNCLEAR

HERE = "/networks/{burgerschap}/asks"
ASK = f"{HERE}/{{open_ask}}"
SHOWN = f"{HERE}/{{shown_ask}}"
ELSEWHERE = f"{HERE}/{{elsewhere_ask}}"
TAKES_PART = "participant student facilitator"


def form(name: str, action: str, expected: Expected) -> Row:
    """Return the row of a page with a form about the open question."""
    return row(f"ogo:{name}", f"{ASK}/{action}/", GET=expected, POST=expected, foreign=(f"{ELSEWHERE}/{action}/",))


ASKS: list[Row] = [
    row("ogo:asks", f"{HERE}/", GET=of_network(TAKES_PART), shows={QUESTION: TAKES_PART}),
    row("ogo:ask_add", f"{HERE}/add/", GET=of_network("facilitator"), POST=of_network("facilitator")),
    row(
        "ogo:ask",
        f"{ASK}/",
        GET=of_network(TAKES_PART),
        foreign=(f"{ELSEWHERE}/",),
        shows={ANSWER: "participant"},
    ),
    row(
        "ogo:ask",
        f"{SHOWN}/",
        GET=of_network(TAKES_PART),
        shows={SHOWN_ANSWER: TAKES_PART, SHOWN_UNCLEAR: TAKES_PART},
    ),
    form("ask_answer", "answer", of_network(TAKES_PART)),
    form("ask_show", "show", of_network("facilitator")),
    form("ask_remove", "remove", of_network("facilitator")),
    row(
        "ogo:ask_screen",
        f"{SHOWN}/screen/",
        GET=of_network(TAKES_PART),
        foreign=(f"{ELSEWHERE}/screen/", f"{ASK}/screen/"),
        shows={SHOWN_ANSWER: TAKES_PART, SHOWN_UNCLEAR: TAKES_PART},
    ),
    row("ogo:link_ask", "/a/{amiras_ask_link}/", GET=everyone(), POST=everyone()),
]
