"""Questions to everyone in a network: asking, answering, and showing all answers at once.

Showing takes names and answers apart: rows are written again in a random order, so that neither keys nor the order of
rows tell when an answer was given, and the two sentences about a goal become separate rows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from secrets import SystemRandom
from typing import TYPE_CHECKING
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from audit.registry import audit_code
from audit.services import audit_write
from jobs.services import job_enqueue
from jobs.vacuum import tables_vacuum
from mailing.services import EmailDraft, emails_enqueue_each
from meetings.models import MailChoice, Meeting
from meetings.selectors.email_times import AFTER_DIGEST, is_soon, next_monday
from meetings.services.idempotency import idempotent_create
from meetings.services.locks import lock_or_stale
from networks.access import Permission
from networks.models import Network, Participation
from networks.services.locks import network_lock
from networks.services.rights import require_network
from ogo.models import Ask, AskAnswer, AskRecipient
from ogo.tokens import recipients_with_access

if TYPE_CHECKING:
    from audit.registry import AuditCode

ASK_EMAIL = "ogo.ask"
VACUUM_JOB = "ogo.vacuum_answers"

ASKED = audit_code("ogo.asked", gettext_lazy("asked everyone in %(network)s a question"))
SHOWN = audit_code("ogo.answers_shown", gettext_lazy("showed the answers to a question in %(network)s"))
REMOVED = audit_code("ogo.ask_removed", gettext_lazy("removed a question to everyone in %(network)s"))


@transaction.atomic
def ask_send(
    *, network: Network, actor: User, kind: str = Ask.Kind.OPEN, text: str = "", meeting: Meeting | None = None
) -> Ask:
    """Ask everyone who takes part in a network one question, each by an email with a personal link.

    Raises PermissionDenied, or ValidationError by field.
    """
    require_network(actor=actor, network=network, permission=Permission.ASK_NETWORK)
    network_lock(network)
    ask = Ask(network=network, kind=kind, text=text, meeting=meeting, asked_by=actor)
    ask.full_clean(exclude=["network", "meeting", "asked_by"], validate_constraints=False)
    if kind == Ask.Kind.OPEN and not ask.text:
        raise ValidationError({"text": _("Write a question.")})
    if meeting is not None and meeting.network_id != network.pk:
        raise ValidationError({"meeting": _("Choose a meeting of this network.")})
    given = (network, actor, kind, ask.text, meeting)
    return idempotent_create(Ask.objects.filter(network=network, shown_at=None), given, partial(_sent, ask, actor))


def _sent(ask: Ask, actor: User) -> Ask:
    ask.save()
    people = Participation.objects.members().filter(network=ask.network).values_list("person_id", flat=True)
    recipients = AskRecipient.objects.bulk_create(
        AskRecipient(ask=ask, person_id=person) for person in sorted(set(people))
    )
    _emails_enqueue(ask, recipients)
    _audit(ASKED, ask, actor)
    return ask


def _emails_enqueue(ask: Ask, recipients: Sequence[AskRecipient]) -> None:
    """Enqueue one email per link; people with weekly emails get it then, unless the meeting is soon."""
    weekly: set[int] = set()
    if ask.meeting is None or not is_soon(ask.meeting):
        people = [recipient.person_id for recipient in recipients]
        chosen = MailChoice.objects.filter(person__in=people, frequency=MailChoice.Frequency.WEEKLY)
        weekly = set(chosen.values_list("person_id", flat=True))
    later = next_monday() + AFTER_DIGEST
    drafts = [_draft(recipient, later if recipient.person_id in weekly else None) for recipient in recipients]
    emails_enqueue_each(email_type=ASK_EMAIL, drafts=drafts)


def _draft(recipient: AskRecipient, due_at: datetime | None) -> EmailDraft:
    return EmailDraft(
        recipient_id=recipient.person_id,
        idempotency_key=f"{recipient.pk}:{recipient.link_version}",
        params={"recipient": recipient.pk},
        due_at=due_at,
    )


@transaction.atomic
def ask_links_renew(*, person: User) -> None:
    """Replace a person's links to questions and email the new ones. Call in the transaction that requires it."""
    AskRecipient.objects.filter(person=person, ask__shown_at=None).update(link_version=F("link_version") + 1)
    for recipient in recipients_with_access().filter(person=person):
        _emails_enqueue(recipient.ask, [recipient])


@transaction.atomic
def ask_answer(*, ask: Ask, actor: User, text: str, unclear: str = "", with_name: bool = False) -> AskAnswer | None:
    """Save the actor's answer until the answers are shown; an empty one withdraws it, and None is returned.

    Raises PermissionDenied, or ValidationError by field, and if the question was removed or its answers were shown.
    """
    require_network(actor=actor, network=ask.network, permission=Permission.SHARE_IN_NETWORK)
    ask = _lock_unshown(ask)
    answer = AskAnswer.objects.filter(ask=ask, person=actor).first() or AskAnswer(ask=ask, person=actor)
    answer.text, answer.with_name = text, with_name
    answer.unclear = unclear if ask.kind == Ask.Kind.GOALS else ""
    answer.full_clean(exclude=["ask", "person"], validate_constraints=False)
    if answer.text or answer.unclear:
        answer.save()
        return answer
    if answer.pk is None:
        raise ValidationError({"text": _("Write a few words. You don’t have to answer.")})
    answer.delete()
    return None


@transaction.atomic
def ask_show(*, ask: Ask, actor: User) -> Ask:
    """Show all answers to everyone in the network, and take apart who answered without name. Safe to repeat.

    Raises PermissionDenied, or ValidationError if the question was just removed.
    """
    require_network(actor=actor, network=ask.network, permission=Permission.ASK_NETWORK)
    ask = _lock(ask)
    if ask.shown_at is not None:
        return ask
    asked = recipients_with_access().filter(ask=ask).values_list("person_id", flat=True)
    known = (
        Participation.objects.confirmed(ask.asked_at).filter(network=ask.network).values_list("person_id", flat=True)
    )
    minimum = ask.network.programme.minimum_group
    shown = answers_to_show(AskAnswer.objects.filter(ask=ask), asked, known=known, minimum=minimum)
    AskAnswer.objects.filter(ask=ask).delete()
    AskRecipient.objects.filter(ask=ask).delete()
    AskAnswer.objects.bulk_create(shown.rows)
    ask.shown_at, ask.answer_count, ask.hides_names = timezone.now(), shown.count, shown.hides_names
    ask.save(update_fields=["shown_at", "answer_count", "hides_names"])
    answers_vacuum_enqueue()
    _audit(SHOWN, ask, actor)
    return ask


@dataclass(frozen=True)
class ShownAnswers:
    """The rows to store when answers are shown, in random order. `count` is None with too few on a side."""

    rows: list[AskAnswer]
    count: int | None
    hides_names: bool


def answers_to_show(
    answers: Iterable[AskAnswer], asked: Iterable[int], *, known: Iterable[int], minimum: int
) -> ShownAnswers:
    """Return unsaved rows for these answers, given the keys of the people who were asked and still take part.

    An answer without name loses its writer. If fewer than `minimum` people could have written those, no name is shown.
    The count is given if at least `minimum` people answered and as many did not. Only people whom the programme knows
    count, so that a facilitator who adds addresses does not make a crowd.
    """
    given = list(answers)
    writers = {answer.person_id for answer in given if answer.person_id}
    everyone = {*asked, *writers} & {*known}
    named = [answer for answer in given if answer.with_name]
    unnamed_writers = everyone - {answer.person_id for answer in named}
    hides_names = 0 < len(named) < len(given) and len(unnamed_writers) < minimum
    rows = [row for answer in given for row in _rows(answer, keeps_name=answer.with_name and not hides_names)]
    SystemRandom().shuffle(rows)
    is_large = min(len(everyone & writers), len(everyone - writers)) >= minimum
    return ShownAnswers(rows, len(given) if is_large else None, hides_names)


def _rows(answer: AskAnswer, *, keeps_name: bool) -> list[AskAnswer]:
    if keeps_name:
        fields = {"person_id": answer.person_id, "with_name": True, "text": answer.text, "unclear": answer.unclear}
        return [AskAnswer(ask_id=answer.ask_id, **fields)]
    texts = [AskAnswer(ask_id=answer.ask_id, text=answer.text)] if answer.text else []
    return [*texts, AskAnswer(ask_id=answer.ask_id, unclear=answer.unclear)] if answer.unclear else texts


@transaction.atomic
def ask_remove(*, ask: Ask, actor: User) -> None:
    """Delete a question with its answers and links. Safe to repeat."""
    require_network(actor=actor, network=ask.network, permission=Permission.ASK_NETWORK)
    found = Ask.objects.select_for_update(of=("self",)).select_related("network").filter(pk=ask.pk).first()
    if found is None:
        return
    _audit(REMOVED, found, actor)
    found.delete()
    answers_vacuum_enqueue()


@transaction.atomic
def answers_erase(person: User) -> None:
    """Delete a person's answers that are not shown yet, and those shown with their name."""
    AskAnswer.objects.filter(person=person).delete()
    # Even without an answer: the job must not reveal whether there was one.
    answers_vacuum_enqueue()


def answers_vacuum() -> None:
    """Erase the answers with their writers that showing, changing and deleting leave behind in the database files.

    Raises RetryLater while something can still see them.
    """
    tables_vacuum(AskAnswer, rewrite=(AskAnswer,))


def answers_vacuum_enqueue() -> None:
    """Enqueue the erasure of what deleted answers leave behind. Call in the transaction that deletes them."""
    job_enqueue(kind=VACUUM_JOB, key=str(uuid4()))


def _lock(ask: Ask) -> Ask:
    return lock_or_stale(Ask.objects.select_related("network__programme"), ask)


def _lock_unshown(ask: Ask) -> Ask:
    """Lock a question. Raises ValidationError if its answers were shown."""
    ask = _lock(ask)
    if ask.shown_at is not None:
        raise ValidationError(_("The answers have been shown, so they can’t be changed any more."))
    return ask


def _audit(code: "AuditCode", ask: Ask, actor: User) -> None:
    audit_write(code, actor=actor, programme_key=ask.network.programme_id, network=ask.network.name)
