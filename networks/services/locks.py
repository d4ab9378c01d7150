"""Rows that are locked so that two people cannot make the same change at once. Call inside a transaction."""

from networks.models import Network, Programme


def network_lock(network: Network) -> Network:
    """Lock and return a network with its programme: one change of its people at a time."""
    return Network.objects.select_for_update(of=("self",)).select_related("programme").get(pk=network.pk)


def networks_lock(programme: Programme) -> None:
    """Lock every network of a programme, in key order: nobody is added by hand while an import runs."""
    list(programme.networks.select_for_update().order_by("pk").values_list("pk"))


def programme_lock(programme: Programme) -> Programme:
    """Lock and return a programme as it is now: one change of its settings at a time."""
    return Programme.objects.select_for_update().get(pk=programme.pk)
