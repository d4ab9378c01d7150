"""Let time pass: by moving every stored moment and day back, or by setting the clock of the site."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

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


class SiteClock:
    """The clock of a site that runs in this process. It goes on from noon of the day that a test sets."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._real, self._ahead = timezone.now, timedelta()
        monkeypatch.setattr(timezone, "now", lambda: self._real() + self._ahead)

    def go_to(self, day: date) -> None:
        """Make it noon on a day."""
        noon = datetime.combine(day, time(12), tzinfo=timezone.get_current_timezone())
        self._ahead = noon - self._real()
