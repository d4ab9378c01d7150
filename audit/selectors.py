"""Reading the audit log."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from audit.models import AuditEntry
from audit.registry import Audience, audit_code_for, codes_for


@dataclass(frozen=True)
class AuditLine:
    """One line of the log as a person reads it."""

    at: datetime
    actor: str
    sentence: str


def audit_lines(*, programme_key: int, limit: int = 200) -> list[AuditLine]:
    """Return the newest entries of a programme that its coordinators may read, newest first."""
    entries = (
        AuditEntry.objects.filter(programme_key=programme_key, code__in=codes_for(Audience.COORDINATOR))
        .select_related("actor")
        .order_by("-at", "-pk")[:limit]
    )
    return [_line(entry) for entry in entries]


def _line(entry: AuditEntry) -> AuditLine:
    sentence = str(audit_code_for(entry.code).sentence)
    actor = str(entry.actor) if entry.actor else ""
    if "%(" in sentence:
        # An entry of long ago may lack what the sentence names today; the log must show all the same.
        sentence %= defaultdict(lambda: "…", entry.details)
    return AuditLine(at=entry.at, actor=actor, sentence=sentence)
