from typing import TYPE_CHECKING, Any

from django.db.models import Q

from audit.models import AuditEntry
from audit.registry import ACTOR_ERASED

if TYPE_CHECKING:
    from audit.registry import AuditCode


def audit_write(
    code: "AuditCode", *, actor: Any | None, programme_key: int | None = None, **details: Any
) -> AuditEntry:
    """Record an action in the caller's transaction. `details` hold names and counts for its sentence, never answers."""
    person = actor if actor is not None and actor.is_authenticated else None
    return AuditEntry.objects.create(code=code.code, actor=person, programme_key=programme_key, details=details)


def audit_anonymise(*, person_key: int) -> None:
    """Anonymise one person in the log, as actor and by name, in the caller's transaction; the entries stay."""
    for entry in AuditEntry.objects.filter(Q(actor=person_key) | Q(details__person_key=person_key)):
        details = dict(entry.details)
        if details.get("person_key") == person_key:
            details.pop("person", None)
            del details["person_key"]
        if entry.actor_id == person_key:
            details[ACTOR_ERASED] = True
        actor = None if entry.actor_id == person_key else entry.actor_id
        AuditEntry.objects.filter(pk=entry.pk).update(details=details, actor=actor)
