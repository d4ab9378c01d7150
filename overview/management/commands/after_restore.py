"""`manage.py after_restore`: after a backup was restored, be ahead of links and calendars that know what came later."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from accounts.numbers import numbers_skip
from meetings.services.restored import GAP, calendars_renew


class Command(BaseCommand):
    """Leaves a gap in the numbers of all rows, raises those of coming meetings, and queues letters about them."""

    help = "After restoring a backup: leave a gap in all numbers and tell everybody how the coming meetings stand."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the gap."""
        parser.add_argument("--gap", type=int, default=GAP, help="more than was made and changed since the backup")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        """Do both, or say why not; then nothing was changed."""
        if not 1 <= options["gap"] <= 1_000_000:
            message = "the gap is a number from 1 to 1000000"
            raise CommandError(message)
        with transaction.atomic():
            numbers_skip(gap=options["gap"])
            count = calendars_renew(gap=options["gap"])
        self.stdout.write(f"{count} coming meetings are told anew")
