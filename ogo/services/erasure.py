"""Erasing the questions of a person."""

from django.db import transaction

from accounts.models import User
from ogo.circles import Circle
from ogo.models import Question, QuestionVersion


@transaction.atomic
def questions_erase(person: User) -> None:
    """Delete a person's questions, except those that others built on: they stay without the name.

    Others can build only on what everyone in the network reads. Earlier wordings are deleted in any case.
    """
    own = Question.objects.filter(owner=person)
    stays = own.built_on_by_others().filter(circle=Circle.NETWORK)
    kept = list(stays.values_list("pk", flat=True))
    QuestionVersion.objects.filter(question__owner=person).delete()
    own.exclude(pk__in=kept).delete()
    Question.objects.filter(pk__in=kept).update(owner=None)
