"""Texts with a circle, planted by Amira in Burgerschap with a word that occurs nowhere else.

tests/ogo/test_circles.py then looks for the words everywhere. To add a kind of text, write a function that creates one
with a word in every field that a person types, and add it to PLANTS.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from ogo.models import QuestionVersion
from ogo.services.goals import goal_look_add, own_goal_add
from ogo.services.projects import project_add
from ogo.services.questions import question_add, question_change
from tests.cast import Cast

# The people of the cast who may read a text of Amira, by its circle.
READERS = {"me": frozenset({"Amira"}), "facilitator": frozenset({"Amira", "Iris"})}


@dataclass(frozen=True)
class Marker:
    """A word, the people who may read it, and the pages of the text in which it is."""

    word: str
    readers: frozenset[str]
    addresses: tuple[str, ...]


Plant = Callable[[Cast, str, str], tuple[str, ...]]


def question_plant(cast: Cast, word: str, circle: str) -> tuple[str, ...]:
    """Create a question with an earlier wording, on which the owner based another one and a project."""
    network, amira = cast.burgerschap, cast["Amira"]
    question = question_add(network=network, actor=amira, text=f"Was {word} er eerst?", circle=circle)
    question_change(question=question, actor=amira, text=f"Is {word} er nu?", answer=f"Zo werkt {word}.")
    assert QuestionVersion.objects.filter(question=question).exists()
    research = question_add(
        network=network, actor=amira, text=f"Meet {word} iets?", kind="research", based_on=question, circle=circle
    )
    open_one = question_add(
        network=network, actor=amira, text="Wat meten we?", kind="research", based_on=question, circle="network"
    )
    project = project_add(network=network, actor=amira, title="Onderzoek op de gang", question=question)
    rows = [("question", question.pk), ("question", research.pk), ("question", open_one.pk), ("project", project.pk)]
    return tuple(reverse(f"ogo:{name}", args=[network.pk, pk]) for name, pk in rows)


def goal_plant(cast: Cast, word: str, circle: str) -> tuple[str, ...]:
    """Create a goal with a look at where it stands."""
    network, amira = cast.burgerschap, cast["Amira"]
    goal = own_goal_add(network=network, actor=amira, text=f"Ik wil {word}", outcome=f"Dan {word}", circle=circle)
    goal_look_add(goal=goal, actor=amira, text=f"Nu al wat {word}")
    return (reverse("ogo:goal", args=[network.pk, goal.pk]),)


PLANTS: dict[str, Plant] = {"question": question_plant, "goal": goal_plant}


def markers_plant(cast: Cast) -> list[Marker]:
    """Create every kind of text in every narrow circle, and return their words."""
    found = []
    for kind, plant in PLANTS.items():
        for circle, readers in READERS.items():
            word = f"kwispel{kind}{circle}"
            found.append(Marker(word, readers, plant(cast, word, circle)))
    return found
