"""`manage.py after_restore`: after restoring a backup, move ahead of numbers and calendar versions issued since."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from accounts.sequences import sequences_advance
from meetings.services.restore import SEQUENCE_GAP, calendars_resend


class Command(BaseCommand):
    """Advances all sequences and the calendar versions of upcoming meetings, and enqueues emails about them."""

    help = "After restoring a backup: advance all sequences and email everyone the upcoming meetings."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the size of the gap."""
        parser.add_argument(
            "--gap", type=int, default=SEQUENCE_GAP, help="more than the number of rows created or changed since the backup"
        )

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        """Do both. Raises CommandError for an invalid gap, before anything changes."""
        if not 1 <= options["gap"] <= 1_000_000:
            message = "The gap must be a number from 1 to 1000000."
            raise CommandError(message)
        with transaction.atomic():
            sequences_advance(gap=options["gap"])
            count = calendars_resend(gap=options["gap"])
        self.stdout.write(f"{count} upcoming meetings will be sent again")
