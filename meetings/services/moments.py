"""Informal moments, which everybody in a network can start (M14)."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.models import Meeting
from meetings.services.meeting import meeting_announce
from networks.access import Permission, denial_message
from networks.models import Network
from networks.services.rights import require_network

MOST_A_DAY = 5


@transaction.atomic
def moment_start(*, network: Network | None, actor: Any, **fields: Any) -> Meeting:
    """Start an informal moment, of which `actor` is the host: they can change it and call it off.

    Everybody in the network hears of it at once. Raises PermissionDenied for who does not take part in the network,
    ValidationError by field.
    """
    if network is None:
        raise PermissionDenied(denial_message(Permission.SHARE_IN_NETWORK))
    require_network(actor=actor, network=network, permission=Permission.SHARE_IN_NETWORK)
    if not fields.get("title", "").strip():
        raise ValidationError({"title": _("Say what it is.")})
    moment = Meeting(programme=network.programme, network=network, kind=Meeting.Kind.INFORMAL, host=actor)
    made = meeting_announce(moment, fields, actor)
    lately = timezone.now() - timedelta(days=1)
    if Meeting.objects.filter(host=actor, network=network, published_at__gt=lately).count() > MOST_A_DAY:
        # Looked at afterwards: a second click on the fifth one is no sixth.
        raise ValidationError(_("You started five moments today, and everybody got a message of each. Go on tomorrow."))
    return made
