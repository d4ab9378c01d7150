"""Looking back on a phase together: what the network did, learned and takes with it, and a line by each participant."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from audit.registry import AuditCode, audit_code
from audit.services import audit_write
from meetings.services.locks import lock_or_stale
from networks.access import Permission
from networks.models import Network
from networks.services.rights import require_network
from ogo.models import Phase, PhaseReflection, ReflectionLine
from ogo.services.fingerprint import fingerprint, require_fresh

CLOSED = audit_code("ogo.phase_closed", gettext_lazy("closed the phase “%(phase)s” of %(network)s"))
REOPENED = audit_code("ogo.phase_reopened", gettext_lazy("opened the phase “%(phase)s” of %(network)s again"))

FIELDS = ("did", "learned", "takes_on")


@transaction.atomic
def reflection_write(
    *,
    phase: Phase,
    actor: Any,
    did: str = "",
    learned: str = "",
    takes_on: str = "",
    closes: bool = False,
    expected_fingerprint: str | None = None,
) -> PhaseReflection:
    """Write the look back on a phase, and with `closes` close the phase. Everything may be empty.

    `expected_fingerprint` is that of `FIELDS` as the actor saw them. Raises ValidationError by field, and with the code
    "stale" if someone else has changed the text since.
    """
    phase = _phase_lock(phase)
    require_network(actor=actor, network=_network(phase), permission=Permission.LEAD)
    reflection = PhaseReflection.objects.filter(phase=phase).first() or PhaseReflection(phase=phase)
    before = fingerprint(reflection, FIELDS)
    reflection.did, reflection.learned, reflection.takes_on = did.strip(), learned.strip(), takes_on.strip()
    require_fresh(before=before, after=fingerprint(reflection, FIELDS), expected=expected_fingerprint)
    reflection.written_at = timezone.now()
    reflection.full_clean(exclude=["phase"])
    reflection.save()
    if closes and phase.closed_at is None:
        phase.closed_at = timezone.now()
        phase.save(update_fields=["closed_at"])
        _record(CLOSED, phase, actor)
    return reflection


@transaction.atomic
def phase_reopen(*, phase: Phase, actor: Any) -> None:
    """Open a closed phase again, with the text about it."""
    phase = _phase_lock(phase)
    require_network(actor=actor, network=_network(phase), permission=Permission.LEAD)
    if phase.closed_at is None:
        return
    phase.closed_at = None
    phase.save(update_fields=["closed_at"])
    _record(REOPENED, phase, actor)


@transaction.atomic
def reflection_line_write(*, phase: Phase, actor: Any, text: str) -> ReflectionLine:
    """Write the actor's own line before looking back on a phase, or replace it. Raises ValidationError by field."""
    phase = _phase_lock(phase)
    require_network(actor=actor, network=_network(phase), permission=Permission.SHARE_IN_NETWORK)
    line = ReflectionLine.objects.filter(phase=phase, person=actor).first() or ReflectionLine(phase=phase, person=actor)
    line.text = text.strip()
    line.full_clean(exclude=["phase", "person"])
    line.save()
    return line


@transaction.atomic
def reflection_line_remove(*, phase: Phase, actor: Any) -> None:
    """Delete the actor's own line, if there is one."""
    require_network(actor=actor, network=_network(phase), permission=Permission.SHARE_IN_NETWORK)
    ReflectionLine.objects.filter(phase=phase, person=actor).delete()


def _phase_lock(phase: Phase) -> Phase:
    """Lock and return a phase. Raises ValidationError if it or its cycle has been deleted."""
    rows = Phase.objects.filter(cycle__deleted_at__isnull=True)
    return lock_or_stale(rows.select_related("cycle__track__network__programme"), phase)


def _network(phase: Phase) -> Network:
    return phase.cycle.track.network


def _record(code: AuditCode, phase: Phase, actor: Any) -> None:
    network = _network(phase)
    name = phase.name(network.programme.language)
    audit_write(code, actor=actor, programme_key=network.programme_id, phase=name, network=network.name)
