"""The questions of a network, limited to those that a person may read."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from accounts.models import User
from networks.models import Network
from ogo.circles import Circle
from ogo.models import Project, Question, QuestionVersion
from ogo.selectors.readers import Reader


@dataclass(frozen=True)
class QuestionPage:
    """A question with what came of it. `owner` is a first name, empty if the reader or nobody owns the question."""

    question: Question
    is_own: bool
    may_change: bool
    may_build: bool
    owner: str
    based_on: Question | None
    versions: list[QuestionVersion]
    research: list[Question]
    projects: list[Project] = field(default_factory=list)

    @property
    def has_results(self) -> bool:
        """Return whether something came of the question that the reader may see."""
        return bool(self.research or self.projects)


def questions_readable(network: Network, user: Any) -> "QuerySet[Question]":
    """Return the questions of a network that a person may read, newest first, with their owners."""
    return Question.objects.filter(network=network).readable_by(user, network).select_related("owner")


def questions_to_start_from(network: Network, user: Any) -> "QuerySet[Question]":
    """Return the questions from which a person can start something: their own, and those everyone may read."""
    return Question.objects.filter(Q(circle=Circle.NETWORK) | Q(owner=user), network=network)


def practice_questions(network: Network, user: Any, *, current_pk: int | None = None) -> "QuerySet[Question]":
    """Return the practice questions from which a person can start a research question.

    `current_pk` is the question from which it starts now: that stays a choice if it has become a research question.
    """
    is_practice = Q(kind=Question.Kind.PRACTICE) | Q(pk=current_pk)
    return questions_to_start_from(network, user).filter(is_practice)


def question_readable(network: Network, user: Any, pk: int) -> Question:
    """Return a question of this network. Raises Http404 if the person may not read it."""
    question = get_object_or_404(questions_readable(network, user), pk=pk)
    question.network = network
    return question


def question_page(network: Network, user: User, pk: int) -> QuestionPage:
    """Return the page of a question for a reader. Raises Http404 if the person may not read it."""
    question = question_readable(network, user, pk)
    readable = questions_readable(network, user)
    writes = Reader.of(user, network).writes
    is_own = question.owner_id == user.pk
    return QuestionPage(
        question=question,
        is_own=is_own,
        may_change=is_own and writes,
        may_build=writes and (is_own or question.circle == Circle.NETWORK),
        owner=question.owner.first_name if question.owner and not is_own else "",
        based_on=readable.filter(pk=question.based_on_id).first() if question.based_on_id else None,
        versions=list(QuestionVersion.objects.filter(question=question).readable_by(user, network)),
        research=list(readable.filter(based_on=question)),
        projects=list(question.projects.with_people()),
    )


def others_work(question: Question) -> tuple[list[Question], list[Project]]:
    """Return what others built on a question as far as its owner may read it: questions and projects."""
    questions = Question.objects.filter(based_on=question, circle=Circle.NETWORK).exclude(owner=question.owner_id)
    projects = Project.objects.filter(question=question).with_people()
    return list(questions), [one for one in projects if one.has_others_than(question.owner_id)]
