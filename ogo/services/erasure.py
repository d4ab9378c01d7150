"""Erasing the questions of a person."""

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from accounts.models import User
from ogo.circles import Circle
from ogo.models import Project, Question


@transaction.atomic
def questions_erase(person: User) -> None:
    """Delete a person's questions, except those that others built on: they stay without the name.

    Others built on a question if another person's question is based on it, or a project starts from it.
    """
    built_upon = Question.objects.filter(based_on=OuterRef("pk")).exclude(owner=person)
    projects = Project.objects.filter(question=OuterRef("pk"), members__isnull=False).exclude(Q(members__person=person))
    own = Question.objects.filter(owner=person)
    stays = own.filter(circle=Circle.NETWORK).filter(Exists(built_upon) | Exists(projects))
    kept = list(stays.values_list("pk", flat=True))
    own.exclude(pk__in=kept).delete()
    Question.objects.filter(pk__in=kept).update(owner=None)
