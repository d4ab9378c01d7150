"""Writing the audit log."""

from typing import TYPE_CHECKING, Any

from audit.models import AuditEntry

if TYPE_CHECKING:
    from audit.registry import AuditCode


def audit_write(
    code: "AuditCode", *, actor: Any | None, programme_key: int | None = None, **details: Any
) -> AuditEntry:
    """Record one act in the caller's transaction. `details` hold names and counts for the sentence, never answers."""
    person = actor if actor is not None and actor.is_authenticated else None
    return AuditEntry.objects.create(code=code.code, actor=person, programme_key=programme_key, details=details)
