"""The lists that a restored backup needs, written outside the database by themselves.

Closings run at night and by the clock, when nobody is there to type a command. Without the last one, a backup of the
open wave would publish it a second time.
"""

import os
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.selectors import erasures
from srt.services.journal import closings


def journal_write(*, now: datetime | None = None) -> None:
    """Write the closings and the erasures to new files in the folder of the journal, if the settings name one.

    Earlier files stay: a restored database that runs too soon must not overwrite what it does not know. Raises OSError
    if the folder cannot be written, so that the job is tried again and the health page tells.
    """
    if not settings.LEERWEB_JOURNAL:
        return
    folder = Path(settings.LEERWEB_JOURNAL)
    stamp = f"{(now or timezone.now()).astimezone(UTC):%Y%m%dT%H%M%S%f}"
    with transaction.atomic():
        _write(folder / f"closings-{stamp}.txt", closings())
        _write(folder / f"erasures-{stamp}.txt", (str(erasure) for erasure in erasures()))


def _write(file: Path, lines: Iterable[str]) -> None:
    """Write a file completely or not at all, and only return once it is on the disk."""
    draft = file.with_suffix(".part")
    draft.touch(mode=0o600)
    with draft.open("w", encoding="utf-8") as output:
        output.writelines(f"{line}\n" for line in lines)
        output.flush()
        os.fsync(output.fileno())
    draft.replace(file)
