"""`manage.py check_backups FOLDER`: list the backups that hold an open wave, and when each must be deleted."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from srt.selectors.backups import Backup, backups_with_open_waves


class Command(BaseCommand):
    help = "List the backups that hold an open wave. Fails if one of them should have been deleted."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", default=settings.LEERWEB_BACKUPS)

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        if not options["folder"]:
            message = "Name the folder of the backups, here or as LEERWEB_BACKUPS"
            raise CommandError(message)
        try:
            backups = backups_with_open_waves(Path(options["folder"]))
        except OSError as error:
            message = f"The folder {options['folder']} cannot be read"
            raise CommandError(message) from error
        for backup in backups:
            self.stdout.write(_line(backup))
        if any(backup.is_overdue for backup in backups):
            message = "Delete the backups that are overdue: they link answers to people"
            raise CommandError(message)
        if not backups:
            self.stdout.write("No backup holds an open wave")


def _line(backup: Backup) -> str:
    """Return a line about one backup; the first line is about the oldest."""
    made = f"{timezone.localtime(backup.made_at):%Y-%m-%d %H:%M}"
    if backup.delete_by is None:
        return f"{backup.name}, made {made}: delete within 30 days after the wave closes"
    verb = "OVERDUE, should have been deleted by" if backup.is_overdue else "delete by"
    return f"{backup.name}, made {made}: {verb} {timezone.localtime(backup.delete_by):%Y-%m-%d}"
