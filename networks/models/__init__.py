"""Programmes, study years, organisations, networks and the people in them."""

from networks.models.address_change import AddressChange
from networks.models.network import Network
from networks.models.participation import Participation
from networks.models.people_import import PeopleImport
from networks.models.programme import Background, Organisation, Programme, ProgrammeRole, StudyYear

__all__ = [
    "AddressChange",
    "Background",
    "Network",
    "Organisation",
    "Participation",
    "PeopleImport",
    "Programme",
    "ProgrammeRole",
    "StudyYear",
]
