"""Reading the audit log."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from audit.models import AuditEntry
from audit.registry import Audience, audit_code_for, codes_for
from audit.services import ACTOR_ERASED


@dataclass(frozen=True)
class AuditLine:
    """One line of the log as a person reads it."""

    at: datetime
    actor: str
    sentence: str


@dataclass(frozen=True)
class OwnAuditLine:
    """One line of the log for whom it is about: `is_own_act` tells what somebody did from what was done with them."""

    at: datetime
    code: str
    sentence: str
    is_own_act: bool


def audit_lines(*, programme_key: int, limit: int = 200) -> list[AuditLine]:
    """Return the newest entries of a programme that its coordinators may read, newest first."""
    entries = (
        AuditEntry.objects.filter(programme_key=programme_key, code__in=codes_for(Audience.COORDINATOR))
        .select_related("actor")
        .order_by("-at", "-pk")[:limit]
    )
    return [_line(entry) for entry in entries]


def entries_about(*, person_key: int) -> list[OwnAuditLine]:
    """Return what one person did and what names them, oldest first. Names of other people are left out."""
    entries = AuditEntry.objects.filter(Q(actor=person_key) | Q(details__person_key=person_key)).order_by("at", "pk")
    return [
        OwnAuditLine(entry.at, entry.code, _sentence(entry, person_key), entry.actor_id == person_key)
        for entry in entries
    ]


def _line(entry: AuditEntry) -> AuditLine:
    gone = _("Somebody who is no longer here") if entry.details.get(ACTOR_ERASED) else ""
    return AuditLine(at=entry.at, actor=str(entry.actor) if entry.actor else gone, sentence=_sentence(entry))


def _sentence(entry: AuditEntry, reader_key: int | None = None) -> str:
    """Return what an entry says; for the person with `reader_key` without the name of anybody else."""
    sentence, details = str(audit_code_for(entry.code).sentence), dict(entry.details)
    if reader_key is not None and details.get("person_key") != reader_key:
        details.pop("person", None)
    if "%(" in sentence:
        # An entry of long ago may lack what the sentence names today; the log must show all the same.
        sentence %= defaultdict(lambda: "…", {key: _day_in_words(value) for key, value in details.items()})
    return sentence


def _day_in_words(value: Any) -> Any:
    """Return a day, which details hold as 2026-12-10, as the reader says it; anything else as it is."""
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError):
        return value
    # The basic form 20261210 counts as a date too, and might be somebody's name for something.
    return date_format(day, "j F Y") if value == day.isoformat() else value
