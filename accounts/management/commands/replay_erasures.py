"""`manage.py replay_erasures [FILE]`: erase again the people whom a restored backup brought back."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.services import erasures_replay


class Command(BaseCommand):
    help = "Repeat the erasures after a backup is restored. It can be run more than once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="the latest output of list_erasures")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        try:
            lines = options["file"].read_text(encoding="utf-8").splitlines() if options["file"] else []
            count = erasures_replay(lines=[line for line in lines if line.strip()])
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{count} erased again")
