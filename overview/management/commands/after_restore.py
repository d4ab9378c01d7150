"""`manage.py after_restore`: after restoring a backup, move ahead of numbers and calendar versions issued since."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from accounts.sequences import sequences_advance
from meetings.services.restore import SEQUENCE_GAP, calendars_resend
from srt.services.journal import closings_replay


class Command(BaseCommand):
    """Closes rounds that had closed, advances sequences and calendar versions, and enqueues emails about meetings."""

    help = (
        "After restoring a backup: close what had closed, advance all sequences, email everyone the upcoming meetings."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the options for the list of closings and the size of the gap."""
        parser.add_argument(
            "--closings",
            type=Path,
            required=True,
            help="the latest output of list_closings; an empty file if there is none",
        )
        parser.add_argument(
            "--gap",
            type=int,
            default=SEQUENCE_GAP,
            help="more than the number of rows created or changed since the backup",
        )

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        """Do all of it. Raises CommandError for an invalid gap or journal, before anything changes."""
        if not 1 <= options["gap"] <= 1_000_000:
            message = "The gap must be a number from 1 to 1000000."
            raise CommandError(message)
        try:
            lines = options["closings"].read_text(encoding="utf-8").splitlines()
            closed, impossible = closings_replay([line for line in lines if line.strip()])
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from error
        with transaction.atomic():
            sequences_advance(gap=options["gap"])
            count = calendars_resend(gap=options["gap"])
        for line in impossible:
            self.stderr.write(line)
        self.stdout.write(f"{closed} rounds closed again")
        self.stdout.write(f"{count} upcoming meetings will be sent again")
