"""The permission check at the head of every service. Without an actor, a service runs for the server administrator."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from networks.access import Permission, denial_message, may, roles_in_network, roles_in_programme
from networks.models import Network, Participation, Programme


def require_programme(
    *, actor: Any | None, programme: Programme, permission: Permission = Permission.MANAGE_PROGRAMME
) -> None:
    """Raise PermissionDenied unless the actor has a permission in the programme."""
    if actor is not None and not may(roles_in_programme(actor, programme.pk), permission):
        raise PermissionDenied(denial_message(permission))


def require_network(*, actor: Any | None, network: Network, permission: Permission) -> None:
    """Raise PermissionDenied unless the actor has a permission in the network."""
    if actor is not None and not may(roles_in_network(actor, network), permission):
        raise PermissionDenied(denial_message(permission))


def require_people(*, actor: Any | None, network: Network, roles: set[str]) -> None:
    """Raise PermissionDenied unless the actor may manage people with these roles; facilitators need a coordinator."""
    require_network(actor=actor, network=network, permission=Permission.MANAGE_PEOPLE)
    if Participation.Role.FACILITATOR in roles and not may_make_facilitators(actor=actor, network=network):
        raise PermissionDenied(_("Only a coordinator of the programme can do this for a facilitator."))


def may_make_facilitators(*, actor: Any | None, network: Network) -> bool:
    """Return whether the actor may add, change and remove facilitators of the network."""
    return actor is None or may(roles_in_programme(actor, network.programme_id), Permission.MANAGE_PROGRAMME)
