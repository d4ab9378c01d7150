"""The standing places of a network."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy

from audit.registry import audit_code
from audit.services import audit_write
from meetings.models import NetworkPlaces
from meetings.models.places import PLACES
from networks.access import Need
from networks.models import Network
from networks.services.rights import require_network

PLACES_SET = audit_code("meetings.places_set", gettext_lazy("changed the places of %(network)s"))


@transaction.atomic
def places_set(*, network: Network, actor: Any | None, **addresses: str) -> NetworkPlaces:
    """Say where a network finds itself: call, chat, folder and map, each an https address or "". Raises by field."""
    require_network(actor=actor, network=network, need=Need.LEAD)
    places, _made = NetworkPlaces.objects.select_for_update().get_or_create(network=network)
    for name in PLACES:
        setattr(places, name, addresses.get(name, "").strip())
    places.full_clean(validate_constraints=False)
    places.save(update_fields=[*PLACES])
    audit_write(PLACES_SET, actor=actor, programme_key=network.programme_id, network=network.name)
    return places
