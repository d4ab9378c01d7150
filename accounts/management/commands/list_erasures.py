"""`manage.py list_erasures`: the list to keep beside every backup. It has numbers and hashes, no names."""

from typing import Any

from django.core.management.base import BaseCommand

from accounts.selectors import erasures


class Command(BaseCommand):
    """Writes a line per erasure, for `manage.py replay_erasures FILE` after a backup was restored."""

    help = "List who was erased, by number and hash, to keep beside the backups."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        """Write the list."""
        for erasure in erasures():
            self.stdout.write(str(erasure))
