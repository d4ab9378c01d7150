"""Backups that hold an open wave: they link answers to people, and have to be deleted soon after it closed."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.utils import timezone

from srt.models import Wave

# As the first page of the questionnaire promises (docs/running.md).
DELETE_WITHIN = timedelta(days=30)


@dataclass(frozen=True)
class Backup:
    """A backup that was made while a wave was open. `delete_by` is None as long as one of its waves is open."""

    name: str
    made_at: datetime
    delete_by: datetime | None

    @property
    def is_overdue(self) -> bool:
        """Whether it should have been deleted."""
        return self.delete_by is not None and self.delete_by < timezone.now()


def backups_with_open_waves(folder: Path) -> list[Backup]:
    """Return the backups in a folder that hold an open wave, oldest first, by the times of their files.

    Raises OSError if the folder cannot be read.
    """
    waves = Wave.objects.filter(opened_at__isnull=False).values_list("opened_at", "closed_at")
    spans = [(opened, closed) for opened, closed in waves if opened is not None]
    found = []
    for file in folder.iterdir():
        if not file.is_file():
            continue
        made_at = datetime.fromtimestamp(file.stat().st_mtime, UTC)
        closings = [closed for opened, closed in spans if opened <= made_at and (closed is None or made_at < closed)]
        if closings:
            found.append(Backup(file.name, made_at, _delete_by(closings)))
    return sorted(found, key=lambda backup: backup.made_at)


def _delete_by(closings: list[datetime | None]) -> datetime | None:
    """Return the first term that ends: a backup is deleted for the wave that closed first."""
    closed = [moment for moment in closings if moment is not None]
    return min(closed) + DELETE_WITHIN if closed else None
