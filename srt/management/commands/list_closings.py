"""`manage.py list_closings`: print the journal of closings, to store with every backup. No names, no answers."""

from typing import Any

from django.core.management.base import BaseCommand

from srt.services.journal import closings


class Command(BaseCommand):
    help = "List the closed waves with their released values, for after_restore once a backup is restored."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        for line in closings():
            self.stdout.write(line)
