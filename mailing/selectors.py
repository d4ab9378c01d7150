"""Reads of the outbox and of the demo's mailboxes."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.safestring import SafeString

from mailing.models import Email, ShownMessage
from mailing.registry import email_type_label
from mailing.rendering import text_to_html


@dataclass(frozen=True)
class Mailbox:
    """An address known to the demo. Without a message count: that would reveal who got a reminder (R10)."""

    address: str
    name: str


def mailboxes() -> list[Mailbox]:
    """Return the mailboxes of all active accounts by first name, then those of other addresses with messages."""
    people = [
        Mailbox(address=person.email.lower(), name=str(person))
        for person in get_user_model().objects.filter(is_active=True).order_by("first_name", "last_name", "pk")
    ]
    known = {mailbox.address for mailbox in people}
    others = {address.lower() for address in ShownMessage.objects.values_list("to", flat=True).distinct()} - known
    return people + [Mailbox(address=address, name=address) for address in sorted(others)]


def mailbox_find(*, address: str) -> Mailbox | None:
    """Return the mailbox of an address, or None if the demo doesn't know it."""
    return next((mailbox for mailbox in mailboxes() if mailbox.address == address.lower()), None)


def messages_in(*, mailbox: Mailbox) -> list[ShownMessage]:
    """Return the messages in a mailbox, newest first."""
    return list(ShownMessage.objects.filter(to__iexact=mailbox.address).order_by("-at", "-pk"))


def message_find(*, mailbox: Mailbox, pk: int) -> ShownMessage | None:
    """Return one message in a mailbox, or None if it isn't there."""
    return ShownMessage.objects.filter(to__iexact=mailbox.address, pk=pk).first()


def message_body(message: ShownMessage) -> SafeString:
    """Return the text of a message as HTML paragraphs with links."""
    return text_to_html(message.text)


def emails_to(*, recipient_key: int) -> list[tuple[Email, str]]:
    """Return the emails to one person with the label of their type, oldest first."""
    emails = Email.objects.filter(recipient=recipient_key).order_by("due_at", "pk")
    return [(email, email_type_label(email.email_type)) for email in emails]


def shown_messages_to(*, address: str) -> list[ShownMessage]:
    """Return the demo's messages to one address, oldest first."""
    return list(ShownMessage.objects.filter(to__iexact=address).order_by("at", "pk"))


def recipients_with_pending_email(*, email_type: str, idempotency_key_prefix: str = "") -> set[int]:
    """Return the ids of the people who have a pending email of this type."""
    pending = Email.objects.filter(email_type=email_type, idempotency_key__startswith=idempotency_key_prefix)
    return set(pending.filter(handled_at__isnull=True).values_list("recipient_id", flat=True))


def email_is_due(*, email_type: str, recipient_key: int, idempotency_key_prefix: str = "") -> bool:
    """Return whether a person has a pending email of this type that is due."""
    emails = Email.objects.filter(email_type=email_type, recipient=recipient_key)
    due = emails.filter(idempotency_key__startswith=idempotency_key_prefix, due_at__lte=timezone.now())
    return due.filter(handled_at__isnull=True).exists()


def email_is_blocked(email: Email) -> bool:
    """Return whether an earlier email with the same ordering key is due and pending."""
    if not email.ordering_key:
        return False
    earlier = Email.objects.filter(ordering_key=email.ordering_key, pk__lt=email.pk, handled_at__isnull=True)
    return earlier.filter(due_at__lte=timezone.now()).exists()


def refusals_of(people: QuerySet[Any]) -> dict[int, str]:
    """Return why emails to these people did not arrive, by person; people without a refusal are absent.

    Emails of confidential types are left out: a refused reminder would reveal who had not answered (R10).
    """
    refused = Email.objects.filter(recipient__in=people).exclude(refusal="").order_by("pk")
    return dict(refused.values_list("recipient_id", "refusal"))


def ordering_key_in_flight(ordering_key: str) -> bool:
    """Return whether a pending email with this ordering key may have arrived without our knowing."""
    return Email.objects.filter(ordering_key=ordering_key, handled_at__isnull=True).exclude(in_flight="").exists()
