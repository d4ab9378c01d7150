"""The standing places of a network."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from audit.registry import audit_code
from audit.services import audit_write
from meetings.models import Meeting, NetworkPlaces
from meetings.models.places import PLACES
from meetings.services.meeting import meeting_lock
from meetings.services.telling import invitees_tell
from networks.access import Permission
from networks.models import Network
from networks.services.rights import require_network

PLACES_SET = audit_code("meetings.places_set", gettext_lazy("changed the places of %(network)s"))


@transaction.atomic
def places_set(*, network: Network, actor: Any | None, **addresses: str) -> NetworkPlaces:
    """Say where a network finds itself: call, chat, folder and map, each an https address or "". Raises by field.

    Another link for calls is told to everybody who is invited to a meeting that uses it: it stands in their calendar.
    """
    require_network(actor=actor, network=network, permission=Permission.LEAD)
    places, _made = NetworkPlaces.objects.select_for_update().get_or_create(network=network)
    call_before = places.call
    for name in PLACES:
        setattr(places, name, addresses.get(name, "").strip())
    places.full_clean(validate_constraints=False)
    places.save(update_fields=[*PLACES])
    audit_write(PLACES_SET, actor=actor, programme_key=network.programme_id, network=network.name)
    if places.call != call_before:
        _tell_new_call(network)
    return places


def _tell_new_call(network: Network) -> None:
    coming = Meeting.objects.published().coming().filter(network=network, link="", on_date__isnull=False)
    for key in coming.exclude(mode=Meeting.Mode.ON_SITE).values_list("pk", flat=True):
        meeting = meeting_lock(Meeting(pk=key))
        meeting.sequence += 1
        meeting.changed_at = timezone.now()
        meeting.save(update_fields=["sequence", "changed_at"])
        invitees_tell(meeting=meeting)
