"""The sources and good practices of a network."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from accounts.models import User
from networks.models import Network
from ogo.models import DesignVersion, SourceCard
from ogo.selectors.readers import Reader


@dataclass(frozen=True)
class CardPage:
    """A card for a reader, with the versions of designs that are based on it."""

    card: SourceCard
    versions: list[DesignVersion]
    may_change: bool


def cards_of(network: Network) -> "QuerySet[SourceCard]":
    """Return the cards of a network, newest first, with the people who brought them."""
    return SourceCard.objects.filter(network=network).select_related("brought_by")


def card_of(network: Network, pk: int) -> SourceCard:
    """Return a card of this network. Raises Http404 if it has none with this key."""
    card = get_object_or_404(cards_of(network), pk=pk)
    card.network = network
    return card


def card_page(network: Network, user: User, pk: int) -> CardPage:
    """Return the page of a card for a reader. Raises Http404 if the network has none with this key."""
    card = card_of(network, pk)
    return CardPage(card, list(card.versions.select_related("design")), may_change_card(card, user))


def may_change_card(card: SourceCard, user: Any) -> bool:
    """Return whether a person brought the card or facilitates its network, and still takes part."""
    reader = Reader.of(user, card.network)
    return reader.writes and (card.brought_by_id == reader.pk or reader.facilitates)
