"""The goals of tests/world.py. The function returns the parts of their addresses."""

from __future__ import annotations

from meetings.models import Meeting
from ogo.services.goals import goal_look_add, goal_set, own_goal_add
from tests.cast import Cast
from tests.meetings.meeting_cases import in_days

COLLECTIVE = "Kinderen in groep 5 tot 8 durven het oneens te zijn."
LOOK = "Twee klassen proberen het nu."
FOR_ME = "Ik wil rustiger een kring leiden."
FOR_FACILITATOR = "Ik wil leren feedback te vragen."
FOR_NETWORK = "Ik wil weten hoe andere scholen dit doen."
OWN_LOOK = "De kring van maandag ging vanzelf."


def goals_make(cast: Cast, meetings: dict[str, Meeting]) -> dict[str, object]:
    """Create a goal of Burgerschap, a goal of Amira in each circle, and goals elsewhere; return parts of addresses."""
    amira, burgerschap = cast["Amira"], cast.burgerschap
    ours = goal_set(
        network=burgerschap, actor=cast["Iris"], text=COLLECTIVE, outcome="Een lessenserie.", look_on=in_days(60)
    )
    look = goal_look_add(goal=ours, actor=amira, text=LOOK)
    mine = {
        circle: own_goal_add(network=burgerschap, actor=amira, text=text, circle=circle)
        for circle, text in (("me", FOR_ME), ("facilitator", FOR_FACILITATOR), ("network", FOR_NETWORK))
    }
    goal_look_add(goal=mine["me"], actor=amira, text=OWN_LOOK)
    elsewhere = goal_set(network=cast.talent, actor=cast["Vera"], text="Elders")
    elsewhere_look = goal_look_add(goal=elsewhere, actor=cast["Gijs"], text="Elders")
    return {
        "our_goal": ours.pk,
        "our_look": look.pk,
        "amiras_goal": mine["network"].pk,
        "amiras_private_goal": mine["me"].pk,
        "amiras_goal_for_facilitator": mine["facilitator"].pk,
        "elsewhere_goal": elsewhere.pk,
        "elsewhere_look": elsewhere_look.pk,
    }
