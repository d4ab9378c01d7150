"""Row locks that prevent conflicting changes. Call these functions inside a transaction."""

from networks.models import Network, Programme


def network_lock(network: Network) -> Network:
    """Lock and return a network with its programme, before its participations change."""
    return Network.objects.select_for_update(of=("self",)).select_related("programme").get(pk=network.pk)


def networks_lock(programme: Programme) -> None:
    """Lock the networks of a programme in key order, so that no participation is added during an import."""
    list(programme.networks.select_for_update().order_by("pk").values_list("pk"))


def programme_lock(programme: Programme) -> Programme:
    """Lock a programme and return its current state, before its settings change."""
    return Programme.objects.select_for_update().get(pk=programme.pk)
