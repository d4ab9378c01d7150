"""The access matrix of goals.

Coordinators read the goal of the network, and nothing that a person wrote about it or about their own goals.
"""

from __future__ import annotations

from tests.matrix_rows import Expected, Row, lets_in, of_network, row
from tests.ogo.world_goals import COLLECTIVE, FOR_FACILITATOR, FOR_ME, FOR_NETWORK, LOOK, OWN_LOOK

HERE = "/networks/{burgerschap}/goals"
ELSEWHERE = f"{HERE}/{{elsewhere_goal}}"
TAKES_PART = "participant student facilitator"
READS_OUR_GOAL = f"{TAKES_PART} coordinator"
NO_WORK = "guest preparation_team"
OWN = lets_in("participant", refuses=f"student facilitator {NO_WORK}")


def both(name: str, path: str, expected: Expected, foreign: tuple[str, ...] = ()) -> list[Row]:
    """Return the row of a page with a form."""
    return [row(name, path, GET=expected, POST=expected, foreign=foreign)]


GOALS: list[Row] = [
    row(
        "ogo:goals",
        f"{HERE}/",
        GET=of_network(READS_OUR_GOAL),
        shows={
            COLLECTIVE: READS_OUR_GOAL,
            LOOK: TAKES_PART,
            FOR_ME: "participant",
            FOR_FACILITATOR: "participant facilitator",
            FOR_NETWORK: TAKES_PART,
        },
    ),
    row(
        "ogo:goal_add",
        f"{HERE}/add/",
        GET=of_network("facilitator coordinator"),
        POST=of_network("facilitator coordinator"),
    ),
    row("ogo:own_goal_add", f"{HERE}/own/add/", GET=of_network(TAKES_PART), POST=of_network(TAKES_PART)),
    row(
        "ogo:goal",
        f"{HERE}/{{our_goal}}/",
        GET=of_network(READS_OUR_GOAL),
        foreign=(f"{ELSEWHERE}/",),
        shows={COLLECTIVE: READS_OUR_GOAL, LOOK: TAKES_PART},
    ),
    row(
        "ogo:goal",
        f"{HERE}/{{amiras_goal}}/",
        GET=lets_in(TAKES_PART, refuses=NO_WORK),
        shows={FOR_NETWORK: TAKES_PART},
    ),
    row(
        "ogo:goal",
        f"{HERE}/{{amiras_private_goal}}/",
        GET=lets_in("participant", refuses=NO_WORK),
        shows={FOR_ME: "participant", OWN_LOOK: "participant"},
    ),
    row(
        "ogo:goal",
        f"{HERE}/{{amiras_goal_for_facilitator}}/",
        GET=lets_in("participant facilitator", refuses=NO_WORK),
        shows={FOR_FACILITATOR: "participant facilitator"},
    ),
    *both(
        "ogo:goal_edit",
        f"{HERE}/{{our_goal}}/edit/",
        of_network("facilitator coordinator"),
        foreign=(f"{ELSEWHERE}/edit/",),
    ),
    # People who read a goal cannot change it, the facilitator included.
    *both("ogo:goal_edit", f"{HERE}/{{amiras_goal}}/edit/", OWN),
    *both("ogo:goal_edit", f"{HERE}/{{amiras_private_goal}}/edit/", lets_in("participant", refuses=NO_WORK)),
    row("ogo:goal_remove", f"{HERE}/{{amiras_goal}}/remove/", POST=OWN, foreign=(f"{ELSEWHERE}/remove/",)),
    row("ogo:goal_remove", f"{HERE}/{{our_goal}}/remove/", POST=of_network("facilitator coordinator")),
    *both(
        "ogo:goal_look_add",
        f"{HERE}/{{our_goal}}/looks/add/",
        of_network(TAKES_PART),
        foreign=(f"{ELSEWHERE}/looks/add/",),
    ),
    *both(
        "ogo:goal_look_add",
        f"{HERE}/{{amiras_goal}}/looks/add/",
        lets_in("participant", refuses=f"student facilitator coordinator {NO_WORK}"),
    ),
    row(
        "ogo:goal_look_remove",
        f"{HERE}/{{our_goal}}/looks/{{our_look}}/remove/",
        POST=of_network("participant"),
        foreign=(
            f"{HERE}/{{our_goal}}/looks/{{elsewhere_look}}/remove/",
            f"{ELSEWHERE}/looks/{{elsewhere_look}}/remove/",
        ),
    ),
]
