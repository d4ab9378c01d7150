"""Letting time pass: every moment and day that is written moves back, as if the clock had moved on."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction

from jobs.models import Job
from mailing.models import Letter
from srt.models import Wave, WaveNetwork

MOMENTS: dict[Any, list[str]] = {
    Wave: ["opens_at", "closes_at", "opened_at", "closed_at", "shown_on"],
    WaveNetwork: ["conversation_at", "own_words_at"],
    Job: ["due_at", "wanted_at", "created_at", "hinted_at", "leased_until"],
    Letter: ["due_at", "handled_at"],
}


def time_passes(**since: float) -> None:
    """Move what is written back, e.g. by `days=14`. Call it while nothing else is at work on these rows."""
    with transaction.atomic():
        for model, fields in MOMENTS.items():
            for row in model.objects.select_for_update():
                for field in fields:
                    before = getattr(row, field)
                    setattr(row, field, before - timedelta(**since) if before is not None else None)
                row.save(update_fields=fields)
