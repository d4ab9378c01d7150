"""`manage.py list_erasures`: print the erasures, to store with every backup. It has keys and hashes, no names."""

from typing import Any

from django.core.management.base import BaseCommand

from accounts.selectors import erasures


class Command(BaseCommand):
    help = "List the erasures by key and hash, for replay_erasures after a backup is restored."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        for erasure in erasures():
            self.stdout.write(str(erasure))
