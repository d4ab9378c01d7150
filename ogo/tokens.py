"""Personal links to answer a question that everyone was asked."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.tokens import token_create, token_is_valid, token_key
from networks.models import Participation
from ogo.models import AskRecipient

PURPOSE = "ask"


def ask_token(recipient: AskRecipient) -> str:
    """Return the token of a recipient's personal link."""
    return token_create(purpose=PURPOSE, key=recipient.pk, version=recipient.link_version)


def recipient_by_token(token: str) -> AskRecipient | None:
    """Return the recipient of a personal link, or None if the link is wrong or replaced, or no longer opens anything.

    A link opens its question until the answers are shown, while its recipient takes part in the network.
    """
    key = token_key(token)
    if key is None:
        return None
    recipient = recipients_with_access().filter(pk=key).first()
    if recipient is None:
        return None
    fits = token_is_valid(token, purpose=PURPOSE, key=recipient.pk, version=recipient.link_version)
    return recipient if fits else None


def recipients_with_access() -> "QuerySet[AskRecipient]":
    """Return the recipients who can still answer."""
    runs = Q(ask__network__ends_on__isnull=True) | Q(ask__network__ends_on__gte=timezone.localdate())
    takes_part = Participation.objects.members().filter(network=OuterRef("ask__network"), person=OuterRef("person"))
    rows = AskRecipient.objects.filter(runs, Exists(takes_part), ask__shown_at=None, person__is_active=True)
    return rows.select_related("person", "ask__network__programme", "ask__meeting__programme__calendar")
