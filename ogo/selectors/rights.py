"""Permissions of a reader of a network's work."""

from typing import Any

from networks.access import Permission, may, roles_in_network
from networks.models import Network


def may_share(network: Network, user: Any) -> bool:
    """Return whether a person may add to the work of a network: after it has ended, nobody may."""
    return may(roles_in_network(user, network), Permission.SHARE_IN_NETWORK)
