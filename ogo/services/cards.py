"""Cards of sources and good practices. The person who brought one and the facilitators change it."""

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
from ogo.models import SourceCard
from ogo.selectors.cards import may_change_card
from ogo.services.fingerprint import fingerprint, require_fresh

# The fields of a form about a card.
FIELDS = ("title", "kind", "link", "says")


@transaction.atomic
def card_add(
    *, network: Network, actor: User, title: str, kind: str = SourceCard.Kind.SOURCE, link: str = "", says: str = ""
) -> SourceCard:
    """Bring a source or a good practice. Raises ValidationError by field."""
    require_network(actor=actor, network=network, permission=Permission.SHARE_IN_NETWORK)
    network_lock(network)
    card = SourceCard(
        network=network, brought_by=actor, title=title.strip(), kind=kind, link=link.strip(), says=says.strip()
    )
    given = (network, actor, card.title, kind, card.link, card.says)
    return idempotent_create(network.source_cards.all(), given, partial(_saved, card))


@transaction.atomic
def card_change(*, card: SourceCard, actor: User, expected_fingerprint: str | None = None, **fields: Any) -> SourceCard:
    """Change any of FIELDS. The person who brought it and facilitators may.

    `expected_fingerprint` is the fingerprint of FIELDS that the actor saw. Raises ValidationError by field, and if the
    card has just been changed or deleted.
    """
    _require_change(card, actor)
    card = lock_or_stale(SourceCard.objects, card)
    before = fingerprint(card, FIELDS)
    for name, value in fields.items():
        setattr(card, name, value.strip())
    require_fresh(before=before, after=fingerprint(card, FIELDS), expected=expected_fingerprint)
    card.full_clean(exclude=["network", "brought_by"], validate_constraints=False)
    card.save(update_fields=[*fields])
    return card


@transaction.atomic
def card_remove(*, card: SourceCard, actor: User) -> None:
    """Delete a card. The person who brought it and facilitators may.

    Raises ValidationError if a version of a design is based on it: the reason for that version must stay readable.
    """
    _require_change(card, actor)
    card = lock_or_stale(SourceCard.objects, card)
    if card.versions.exists():
        raise ValidationError(_("A version of a design is based on this, so it stays."))
    card.delete()


def _saved(card: SourceCard) -> SourceCard:
    card.full_clean(exclude=["network", "brought_by"], validate_constraints=False)
    card.save()
    return card


def _require_change(card: SourceCard, actor: User) -> None:
    require_network(actor=actor, network=card.network, permission=Permission.SHARE_IN_NETWORK)
    if not may_change_card(card, actor):
        raise PermissionDenied(_("Only the person who brought this and the facilitator can change it."))
