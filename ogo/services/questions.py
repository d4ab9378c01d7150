"""Questions. Only the person who brought a question can change it, whatever their role."""

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from meetings.services.idempotency import idempotent_create
from meetings.services.locks import lock_or_stale
from networks.access import Permission
from networks.models import Network
from networks.services.locks import network_lock
from networks.services.rights import require_network
from ogo.circles import Circle
from ogo.models import Question, QuestionVersion
from ogo.selectors.questions import practice_questions
from ogo.services.fingerprint import fingerprint, require_fresh

# The fields of a form about a question.
FIELDS = ("text", "kind", "state", "answer", "circle", "based_on")
# From the fewest readers to the most.
CIRCLES = (Circle.ME, Circle.FACILITATOR, Circle.NETWORK)


@transaction.atomic
def question_add(
    *,
    network: Network,
    actor: User,
    text: str,
    kind: str = Question.Kind.PRACTICE,
    circle: str = Circle.NETWORK,
    based_on: Question | None = None,
) -> Question:
    """Bring a question. A research question may start from a practice question. Raises ValidationError by field."""
    require_network(actor=actor, network=network, permission=Permission.SHARE_IN_NETWORK)
    network_lock(network)
    question = Question(network=network, owner=actor, text=text.strip(), kind=kind, circle=circle, based_on=based_on)
    given = (network, actor, question.text, kind, circle, based_on)
    return idempotent_create(network.questions.all(), given, partial(_saved, question))


@transaction.atomic
def question_change(
    *, question: Question, actor: User, expected_fingerprint: str | None = None, **fields: Any
) -> Question:
    """Change any of FIELDS of the actor's own question. An earlier wording stays, for those who could read it.

    `expected_fingerprint` is the fingerprint of FIELDS that the actor saw. Raises ValidationError by field, if the
    question has just been changed or deleted, and at `circle` if others built on it and fewer people would read it.
    """
    _require_own(question, actor)
    question = lock_or_stale(Question.objects, question)
    before, text, circle = fingerprint(question, FIELDS), question.text, question.circle
    new_base = "based_on" in fields and fields["based_on"] != question.based_on
    for name, value in fields.items():
        setattr(question, name, value.strip() if isinstance(value, str) else value)
    require_fresh(before=before, after=fingerprint(question, FIELDS), expected=expected_fingerprint)
    _check(question, new_base=new_base)
    _check_narrowing(question, circle)
    if question.text != text:
        QuestionVersion.objects.create(question=question, text=text, circle=circle)
    question.save(update_fields=[*fields])
    return question


@transaction.atomic
def question_remove(*, question: Question, actor: User) -> None:
    """Delete the actor's own question with its earlier wordings. The work of others that starts from it stays."""
    _require_own(question, actor)
    question.delete()


def _saved(question: Question) -> Question:
    _check(question, new_base=question.based_on is not None)
    question.save()
    return question


def _check(question: Question, *, new_base: bool) -> None:
    """Raise ValidationError by field. With `new_base`, also lock the question from which this one starts."""
    question.full_clean(exclude=["network", "owner", "based_on"], validate_constraints=False)
    if question.based_on is None:
        return
    if question.kind != Question.Kind.RESEARCH:
        raise ValidationError({"based_on": _("Only a research question starts from a practice question.")})
    if new_base:
        # Locked, so that its owner does not take it back from the network at this moment.
        choices = practice_questions(question.network, question.owner).exclude(pk=question.pk)
        if choices.filter(pk=question.based_on.pk).select_for_update(of=("self",)).first() is None:
            raise ValidationError({"based_on": _("This question can’t be a start any more.")})


def _check_narrowing(question: Question, circle: str) -> None:
    """Raise ValidationError if fewer people would read a question that others built on."""
    if CIRCLES.index(Circle(question.circle)) >= CIRCLES.index(Circle(circle)):
        return
    if Question.objects.filter(pk=question.pk).built_on_by_others().exists():
        raise ValidationError(
            {
                "circle": _(
                    "Others in your network built on this question, so it stays readable. You can still change its "
                    "words, or set it aside."
                )
            }
        )


def _require_own(question: Question, actor: User) -> None:
    require_network(actor=actor, network=question.network, permission=Permission.SHARE_IN_NETWORK)
    if question.owner_id != actor.pk:
        raise PermissionDenied(_("Only the person who brought this question can change it."))
