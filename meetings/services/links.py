"""The fixed links of a network."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from audit.registry import audit_code
from audit.services import audit_write
from meetings.models import Meeting, NetworkLinks
from meetings.models.links import NETWORK_LINKS
from meetings.services.meeting import meeting_lock
from meetings.services.notifications import invitees_notify
from networks.access import Permission
from networks.models import Network
from networks.services.rights import require_network

LINKS_SET = audit_code("meetings.links_set", gettext_lazy("changed the links of %(network)s"))


@transaction.atomic
def links_set(*, network: Network, actor: Any | None, **addresses: str) -> NetworkLinks:
    """Set the links of a network: call, chat, folder and map, each an https address or "".

    Notifies the invitees of meetings that use the video call if that changes, since it is in their calendars. Raises
    ValidationError by field.
    """
    require_network(actor=actor, network=network, permission=Permission.LEAD)
    links, _made = NetworkLinks.objects.select_for_update().get_or_create(network=network)
    call_before = links.call
    for name in NETWORK_LINKS:
        setattr(links, name, addresses.get(name, "").strip())
    links.full_clean(validate_constraints=False)
    links.save(update_fields=[*NETWORK_LINKS])
    audit_write(LINKS_SET, actor=actor, programme_key=network.programme_id, network=network.name)
    if links.call != call_before:
        _notify_new_call(network)
    return links


def _notify_new_call(network: Network) -> None:
    coming = Meeting.objects.published().upcoming().filter(network=network, link="", on_date__isnull=False)
    for key in coming.exclude(mode=Meeting.Mode.ON_SITE).values_list("pk", flat=True):
        meeting = meeting_lock(Meeting(pk=key))
        meeting.sequence += 1
        meeting.changed_at = timezone.now()
        meeting.save(update_fields=["sequence", "changed_at"])
        invitees_notify(meeting=meeting)
