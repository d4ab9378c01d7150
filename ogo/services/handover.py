"""Handing over before leaving a network, and buddies for people who have just joined."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from networks.access import Permission, Role, roles_in_network
from networks.models import Network, Participation
from networks.services.locks import network_lock
from networks.services.rights import require_network
from ogo.models import Buddy, Handover
from ogo.selectors.handover import own_participation


@transaction.atomic
def handover_write(
    *, network: Network, actor: Any, worked_on: str = "", stands: str = "", ask_until: date | None = None
) -> Handover:
    """Write the actor's own handover, or replace it. Raises ValidationError by field, and if it says nothing."""
    network_lock(network)
    participation = _own_participation(network, actor)
    if not worked_on.strip() and not stands.strip():
        raise ValidationError({"worked_on": _("A few words are enough.")})
    handover = Handover.objects.filter(participation=participation).first() or Handover(participation=participation)
    handover.worked_on, handover.stands, handover.ask_until = worked_on.strip(), stands.strip(), ask_until
    handover.written_at = timezone.now()
    handover.full_clean(exclude=["participation"])
    handover.save()
    return handover


@transaction.atomic
def handover_remove(*, network: Network, actor: Any) -> None:
    """Delete the actor's own handover, if there is one."""
    Handover.objects.filter(participation=_own_participation(network, actor)).delete()


@transaction.atomic
def buddy_offer(*, newcomer: Participation, actor: Any) -> Buddy:
    """Make the actor the buddy of another participant. Raises ValidationError if someone else is already."""
    network = network_lock(newcomer.network)
    own = _own_participation(network, actor)
    there = Buddy.objects.filter(newcomer=newcomer).select_related("buddy__person").first()
    if there is not None and there.buddy_id != own.pk:
        name = there.buddy.person.first_name
        raise ValidationError(_("%(name)s has just offered to be the buddy.") % {"name": name})
    return there or _saved(newcomer, own)


@transaction.atomic
def buddy_set(*, newcomer: Participation, actor: Any, buddy: Participation | None) -> Buddy | None:
    """Choose the buddy of a participant, or none. Only facilitators may. Raises ValidationError at `buddy`."""
    network = network_lock(newcomer.network)
    require_facilitator(actor, network)
    Buddy.objects.filter(newcomer=newcomer).delete()
    return None if buddy is None else _saved(newcomer, buddy)


@transaction.atomic
def buddy_end(*, newcomer: Participation, actor: Any) -> None:
    """End being a newcomer's buddy, or having one: either of the two may. Raises PermissionDenied for anyone else."""
    network = network_lock(newcomer.network)
    own = _own_participation(network, actor)
    found = Buddy.objects.filter(newcomer=newcomer).first()
    if found is None:
        return
    if own.pk not in {found.buddy_id, found.newcomer_id}:
        raise PermissionDenied(_("Only the two of you can end this."))
    found.delete()


def require_facilitator(actor: Any, network: Network) -> None:
    """Raise PermissionDenied unless the actor facilitates the network."""
    require_network(actor=actor, network=network, permission=Permission.SHARE_IN_NETWORK)
    if Role.FACILITATOR not in roles_in_network(actor, network):
        raise PermissionDenied(_("Only the facilitator can choose a buddy for someone else."))


def _own_participation(network: Network, actor: Any) -> Participation:
    """Return the participation of the actor. Raises PermissionDenied if the actor does not take part."""
    require_network(actor=actor, network=network, permission=Permission.SHARE_IN_NETWORK)
    participation = own_participation(network, actor)
    if participation is None:
        raise PermissionDenied
    return participation


def _saved(newcomer: Participation, buddy: Participation) -> Buddy:
    for one in (newcomer, buddy):
        if one.network_id != newcomer.network_id or one.role == Participation.Role.GUEST or not one.is_active():
            raise ValidationError({"buddy": _("Choose people of this network.")})
    if newcomer.pk == buddy.pk:
        raise ValidationError({"buddy": _("A buddy is someone else.")})
    return Buddy.objects.create(newcomer=newcomer, buddy=buddy)
