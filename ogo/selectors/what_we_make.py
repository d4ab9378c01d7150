"""The latest of what a network makes, for one reader."""

from dataclasses import dataclass
from typing import Any

from networks.models import Network
from ogo.models import Project, Question, SourceCard
from ogo.selectors.cards import cards_of
from ogo.selectors.designs import latest_versions
from ogo.selectors.projects import projects_of
from ogo.selectors.questions import questions_readable
from ogo.selectors.readers import Reader

FIRST = 5


@dataclass(frozen=True)
class Work:
    """The latest work of a network that a person may read. `writes`: the person may add to it."""

    designs: list[Any]
    questions: list[Question]
    projects: list[Project]
    cards: list[SourceCard]
    writes: bool


def work_of(network: Network, user: Any) -> Work:
    """Return the latest work of a network that a person may read, a few of each kind."""
    return Work(
        designs=latest_versions(network),
        questions=list(questions_readable(network, user)[:FIRST]),
        projects=list(projects_of(network)[:FIRST]),
        cards=list(cards_of(network)[:FIRST]),
        writes=Reader.of(user, network).writes,
    )
