"""Moving a network to another scheme, or to the changed version of its own. Phases that have begun stay as they are."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.registry import audit_code
from audit.services import audit_write
from networks.access import Permission
from networks.models import Network
from networks.services.locks import network_lock
from networks.services.rights import require_network
from ogo.models import Phase, Track
from ogo.selectors.schemes import scheme_choice
from ogo.selectors.track_plans import CycleMove, moved_phases
from ogo.services.tracks import SPARE, number_again

TRACK_MOVED = audit_code("ogo.track_moved", gettext_lazy("moved %(network)s to the phase scheme “%(scheme)s”"))


@transaction.atomic
def track_move(*, network: Network, actor: Any | None, key: str, today: date | None = None) -> None:
    """Move a network to a scheme, as `moved_phases` shows. Raises ValidationError if the scheme is unknown."""
    require_network(actor=actor, network=network, permission=Permission.LEAD)
    network = network_lock(network)
    track = Track.objects.get(network=network)
    choice = scheme_choice(network.programme, key)
    if choice is None:
        raise ValidationError({"scheme": _("Choose one of the schemes.")})
    for move in moved_phases(network, choice.scheme, today or timezone.localdate()):
        _save(move)
    track.scheme, track.fingerprint, track.chosen_at = key, choice.scheme.fingerprint, timezone.now()
    track.save(update_fields=["scheme", "fingerprint", "chosen_at"])
    names = {"scheme": choice.scheme.name["nl"], "network": network.name}
    audit_write(TRACK_MOVED, actor=actor, programme_key=network.programme_id, **names)


def _save(move: CycleMove) -> None:
    Phase.objects.filter(pk__in=[phase.pk for phase in move.removed]).delete()
    for number, phase in enumerate(move.phases):
        if not phase.position:
            phase.position = SPARE + number
        phase.save()
    number_again(move.phases)
