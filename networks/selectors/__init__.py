"""Reading programmes, networks and the people in them, each in a fixed number of queries."""

from networks.selectors.networks import NetworkLine, network_lines
from networks.selectors.people import (
    ChangeDay,
    NetworkPerson,
    name_of,
    people_of_network,
    people_of_programme,
    people_to_manage,
    who_came_and_went,
)
from networks.selectors.programme import (
    BackgroundLine,
    CompositionLine,
    RoleLine,
    background_lines,
    composition_of_network,
    role_line,
    role_lines,
)

__all__ = [
    "BackgroundLine",
    "ChangeDay",
    "CompositionLine",
    "NetworkLine",
    "NetworkPerson",
    "RoleLine",
    "background_lines",
    "composition_of_network",
    "name_of",
    "network_lines",
    "people_of_network",
    "people_of_programme",
    "people_to_manage",
    "role_line",
    "role_lines",
    "who_came_and_went",
]
