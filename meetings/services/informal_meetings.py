"""Informal get-togethers, which every participant can start (M14)."""

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

MAX_PER_DAY = 5


@transaction.atomic
def informal_meeting_start(*, network: Network | None, actor: Any, **fields: Any) -> Meeting:
    """Publish an informal get-together with `actor` as its host, who can change and cancel it.

    Raises PermissionDenied if the actor does not take part in the network, and ValidationError by field.
    """
    if network is None:
        raise PermissionDenied(denial_message(Permission.SHARE_IN_NETWORK))
    require_network(actor=actor, network=network, permission=Permission.SHARE_IN_NETWORK)
    if not fields.get("title", "").strip():
        raise ValidationError({"title": _("Enter what it is.")})
    moment = Meeting(programme=network.programme, network=network, kind=Meeting.Kind.INFORMAL, host=actor)
    made = meeting_announce(moment, fields, actor)
    lately = timezone.now() - timedelta(days=1)
    if Meeting.objects.filter(host=actor, network=network, published_at__gt=lately).count() > MAX_PER_DAY:
        # Counted afterwards, so that a double click on the fifth does not count as the sixth.
        raise ValidationError(
            _("You’ve started five get-togethers today, and everyone was notified of each. Continue tomorrow.")
        )
    return made
