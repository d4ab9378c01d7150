"""Designs of a network, as its pages show them."""

from networks.models import Network


def latest_versions(network: Network) -> list[object]:
    """Return the latest version of every design of a network, for the page about what it makes."""
    return []
