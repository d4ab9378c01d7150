from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from audit.models import AuditEntry
from audit.registry import ACTOR_ERASED, Audience, audit_code_for, codes_for


@dataclass(frozen=True)
class AuditLine:
    """One line of a programme's log, as coordinators read it."""

    at: datetime
    actor: str
    sentence: str


@dataclass(frozen=True)
class OwnAuditLine:
    """One line of the log about one person. `is_own_act` is false if another person did it."""

    at: datetime
    code: str
    sentence: str
    is_own_act: bool


def audit_lines(*, programme_key: int, limit: int = 200) -> list[AuditLine]:
    """Return a programme's entries that its coordinators may read, newest first."""
    entries = (
        AuditEntry.objects.filter(programme_key=programme_key, code__in=codes_for(Audience.COORDINATOR))
        .select_related("actor")
        .order_by("-at", "-pk")[:limit]
    )
    return [_line(entry) for entry in entries]


def entries_about(*, person_key: int) -> list[OwnAuditLine]:
    """Return the entries by or about one person, oldest first, without the names of other people."""
    entries = AuditEntry.objects.filter(Q(actor=person_key) | Q(details__person_key=person_key)).order_by("at", "pk")
    return [
        OwnAuditLine(entry.at, entry.code, _sentence(entry, person_key), entry.actor_id == person_key)
        for entry in entries
    ]


def _line(entry: AuditEntry) -> AuditLine:
    erased = _("Someone who has since left") if entry.details.get(ACTOR_ERASED) else ""
    return AuditLine(at=entry.at, actor=str(entry.actor) if entry.actor else erased, sentence=_sentence(entry))


def _sentence(entry: AuditEntry, reader_key: int | None = None) -> str:
    """Return the sentence of an entry. For the person with `reader_key`, it leaves out the names of other people."""
    sentence, details = str(audit_code_for(entry.code).sentence), dict(entry.details)
    if reader_key is not None and details.get("person_key") != reader_key:
        details.pop("person", None)
    if "%(" in sentence:
        # An old entry may lack a detail that the sentence names today.
        sentence %= defaultdict(lambda: "…", {key: _format_if_date(value) for key, value in details.items()})
    return sentence


def _format_if_date(value: Any) -> Any:
    """Return an ISO date (2026-12-10) in the reader's language, and any other value unchanged."""
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError):
        return value
    # `fromisoformat` also accepts 20261210, which may be a name.
    return date_format(day, "j F Y") if value == day.isoformat() else value
