"""Reads of programmes, networks and the people in them, each in a fixed number of queries."""

from networks.selectors.networks import NetworkLine, network_lines
from networks.selectors.people import (
    ChangeDay,
    NetworkPerson,
    Undelivered,
    name_of,
    participation_changes,
    people_of_network,
    people_of_programme,
    undelivered_in_network,
    upcoming_and_recently_ended,
)
from networks.selectors.programme import (
    BackgroundLine,
    CompositionLine,
    RoleLine,
    background_lines,
    composition_of_network,
    role_line,
    role_lines,
    undelivered_with_role,
)

__all__ = [
    "BackgroundLine",
    "ChangeDay",
    "CompositionLine",
    "NetworkLine",
    "NetworkPerson",
    "RoleLine",
    "Undelivered",
    "background_lines",
    "composition_of_network",
    "name_of",
    "network_lines",
    "participation_changes",
    "people_of_network",
    "people_of_programme",
    "role_line",
    "role_lines",
    "undelivered_in_network",
    "undelivered_with_role",
    "upcoming_and_recently_ended",
]
