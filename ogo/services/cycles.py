"""Adding, deleting and restoring cycles of a network's track."""

from datetime import date
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.registry import audit_code
from audit.services import audit_write
from jobs.retention import rows_purge
from meetings.services.idempotency import idempotent_create
from meetings.services.locks import lock_or_stale
from networks.access import Permission
from networks.models import Network
from networks.services.locks import network_lock
from networks.services.rights import require_network
from ogo.models import Cycle, Phase, Track
from ogo.retention import DELETED_CYCLE_RETENTION
from ogo.selectors.track_plans import added_cycle_plan, phases_fingerprint, scheme_of_track
from ogo.selectors.tracks import deleted_cycles, phases_of
from ogo.services.tracks import SPARE, cycle_create

CYCLE_ADDED = audit_code("ogo.cycle_added", gettext_lazy("added a cycle in %(network)s"))
CYCLE_DELETED = audit_code(
    "ogo.cycle_deleted", gettext_lazy("deleted cycle %(number)s of %(network)s; it can be restored for 30 days")
)
CYCLE_RESTORED = audit_code("ogo.cycle_restored", gettext_lazy("restored a deleted cycle of %(network)s"))


@transaction.atomic
def cycle_add(*, network: Network, actor: Any | None, read: str, today: date | None = None) -> Cycle:
    """Add a cycle of the network's scheme after the last. If the term is full, phases that have not begun give way.

    `read` is the fingerprint of the phases in the preview. Raises ValidationError if they have changed since, there is
    no room, or the scheme no longer exists.
    """
    require_network(actor=actor, network=network, permission=Permission.LEAD)
    network = network_lock(network)
    rows = Cycle.objects.filter(track__network=network, deleted_at=None)
    add = partial(_cycle_create, network, actor, read, today or timezone.localdate())
    return idempotent_create(rows, (network, actor, read), add)


def _cycle_create(network: Network, actor: Any | None, read: str, today: date) -> Cycle:
    if phases_fingerprint(list(phases_of(network))) != read:
        raise ValidationError(_("Someone else has just changed these phases. Nothing was saved."))
    track = Track.objects.get(network=network)
    scheme = scheme_of_track(network, track)
    later, plan = added_cycle_plan(network, scheme, today)
    for phase, span in zip(later, plan.later, strict=True):
        phase.first_day, phase.last_day, phase.planned_last_day = span.first_day, span.last_day, span.last_day
    Phase.objects.bulk_update(later, ["first_day", "last_day", "planned_last_day"])
    live = Cycle.objects.filter(track=track, deleted_at=None)
    position = max(live.values_list("position", flat=True), default=0) + 1
    cycle = cycle_create(track, position, scheme, plan.added)
    audit_write(CYCLE_ADDED, actor=actor, programme_key=network.programme_id, network=network.name)
    return cycle


@transaction.atomic
def cycle_delete(*, cycle: Cycle, actor: Any | None) -> None:
    """Delete a cycle with everything in it. It can be restored for thirty days.

    Raises ValidationError if it has just been deleted.
    """
    network = cycle.track.network
    require_network(actor=actor, network=network, permission=Permission.LEAD)
    network_lock(network)
    cycle = lock_or_stale(Cycle.objects.filter(deleted_at=None), cycle)
    cycle.deleted_at, cycle.deleted_by = timezone.now(), actor
    cycle.save(update_fields=["deleted_at", "deleted_by"])
    names = {"number": cycle.position, "network": network.name}
    audit_write(CYCLE_DELETED, actor=actor, programme_key=network.programme_id, **names)


@transaction.atomic
def cycle_restore(*, cycle: Cycle, actor: Any | None) -> None:
    """Restore a cycle that was deleted less than thirty days ago. Safe to repeat.

    Raises ValidationError if its term is over, or other phases are on its days.
    """
    network = cycle.track.network
    require_network(actor=actor, network=network, permission=Permission.LEAD)
    network_lock(network)
    if Cycle.objects.filter(pk=cycle.pk, deleted_at=None).exists():
        return
    cycle = lock_or_stale(deleted_cycles(network).prefetch_related(None), cycle)
    own, others = list(cycle.phases.all()), list(phases_of(network))
    if any(one.first_day <= other.last_day and other.first_day <= one.last_day for one in own for other in others):
        raise ValidationError(
            _("Other phases are on the days of this cycle. Change their dates first, then restore the cycle.")
        )
    cycle.position, cycle.deleted_at, cycle.deleted_by = SPARE, None, None
    cycle.save(update_fields=["position", "deleted_at", "deleted_by"])
    _number_again(cycle.track)
    audit_write(CYCLE_RESTORED, actor=actor, programme_key=network.programme_id, network=network.name)


def _number_again(track: Track) -> None:
    """Number the cycles of a track in the order of their first days."""
    live = Cycle.objects.filter(track=track, deleted_at=None)
    order = list(live.annotate(begins=Min("phases__first_day")).order_by("begins", "pk").values_list("pk", flat=True))
    for start in (2 * SPARE, 1):
        for position, key in enumerate(order, start=start):
            Cycle.objects.filter(pk=key).update(position=position)


def cycles_purge() -> None:
    """Delete the cycles that can no longer be restored, with their phases, lines and reflections."""
    rows_purge(Cycle.objects.filter(deleted_at__lt=timezone.now() - DELETED_CYCLE_RETENTION))
