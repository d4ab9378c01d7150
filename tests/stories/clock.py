"""Let time pass by moving every stored moment and day back, as if the clock had moved on."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction

from jobs.models import Job
from mailing.models import Email
from srt.models import Wave, WaveNetwork

MOMENTS: dict[Any, list[str]] = {
    Wave: ["opens_at", "closes_at", "opened_at", "closed_at", "shown_on"],
    WaveNetwork: ["conversation_at", "statement_at"],
    Job: ["due_at", "wanted_at", "created_at", "dispatched_at", "leased_until"],
    Email: ["due_at", "handled_at"],
}


def time_passes(**since: float) -> None:
    """Move stored dates back, e.g. by `days=14`. Call it while nothing else works on these rows."""
    with transaction.atomic():
        for model, fields in MOMENTS.items():
            for row in model.objects.select_for_update():
                for field in fields:
                    before = getattr(row, field)
                    setattr(row, field, before - timedelta(**since) if before is not None else None)
                row.save(update_fields=fields)
