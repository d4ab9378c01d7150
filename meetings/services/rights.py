"""The first step of every service about meetings: checking the permission of the actor."""

from typing import Any

from django.core.exceptions import PermissionDenied

from meetings.access import roles_in_meeting
from meetings.models import Meeting, MeetingInvitee
from networks.access import Permission, Role, denial_message, may
from networks.models import Network, Programme
from networks.services.rights import require_network, require_programme


def require_meeting(*, actor: Any | None, meeting: Meeting, permission: Permission) -> None:
    """Raise PermissionDenied if the actor lacks a permission for a meeting. Background jobs pass None and may."""
    if actor is None:
        return
    roles = roles_in_meeting(actor, meeting)
    if MeetingInvitee.objects.granting_access().filter(meeting=meeting, person=actor).exists():
        roles |= {Role.INVITEE}
    if not may(roles, permission):
        raise PermissionDenied(denial_message(permission))


def require_planner(*, actor: Any | None, programme: Programme, network: Network | None) -> None:
    """Raise PermissionDenied if the actor may not plan meetings of the network or, without one, of the programme."""
    if network is not None:
        require_network(actor=actor, network=network, permission=Permission.PLAN_MEETINGS)
    else:
        require_programme(actor=actor, programme=programme, permission=Permission.PLAN_PROGRAMME_MEETINGS)
