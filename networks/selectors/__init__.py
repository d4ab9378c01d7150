"""Reading programmes, networks and the people in them, each in a fixed number of queries."""

from networks.selectors.networks import NetworkLine, network_lines
from networks.selectors.people import (
    ChangeDay,
    NetworkPerson,
    people_of_network,
    people_of_programme,
    people_to_manage,
    who_came_and_went,
)
from networks.selectors.programme import CompositionLine, RoleLine, composition_of_network, role_lines

__all__ = [
    "ChangeDay",
    "CompositionLine",
    "NetworkLine",
    "NetworkPerson",
    "RoleLine",
    "composition_of_network",
    "network_lines",
    "people_of_network",
    "people_of_programme",
    "people_to_manage",
    "role_lines",
    "who_came_and_went",
]
