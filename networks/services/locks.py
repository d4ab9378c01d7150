"""Rows that are locked so that two people cannot make the same change at once. Call inside a transaction."""

from networks.models import Network, Programme


def network_lock(network: Network) -> Network:
    """Lock and return a network with its programme: one change of its people at a time."""
    return Network.objects.select_for_update(of=("self",)).select_related("programme").get(pk=network.pk)


def programme_lock(programme: Programme) -> Programme:
    """Lock and return a programme as it is now: one change of its settings at a time."""
    return Programme.objects.select_for_update().get(pk=programme.pk)
