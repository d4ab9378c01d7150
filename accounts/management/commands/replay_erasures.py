"""`manage.py replay_erasures [FILE]`: after a backup was restored, erase again whom it brought back."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.services import erasures_replay


class Command(BaseCommand):
    """Erases whoever is on the list and in the database again. Running it twice changes nothing more."""

    help = "After restoring a backup: erase again who was erased."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the file."""
        parser.add_argument("file", nargs="?", type=Path, help="the latest output of list_erasures")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        """Erase, or say why not; then nothing was changed."""
        try:
            lines = options["file"].read_text(encoding="utf-8").splitlines() if options["file"] else []
            count = erasures_replay(lines=[line for line in lines if line.strip()])
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{count} erased again")
