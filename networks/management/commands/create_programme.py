"""`manage.py create_programme SLUG --coordinator EMAIL`: create a programme and invite its coordinator."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.text import address_or_text
from networks.management.formatting import format_error
from networks.services import programme_create


class Command(BaseCommand):
    """Creates a programme with its backgrounds and the current study year, and invites its first coordinator."""

    help = "Create a programme and email an invitation to its coordinator."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="short name in URLs and files, e.g. academische-werkplaats")
        parser.add_argument(
            "--coordinator", required=True, metavar="EMAIL", help="the person who coordinates the programme"
        )
        parser.add_argument("--name", default="", help="the name on screen (default: made from the slug)")
        parser.add_argument("--language", default="nl", choices=[code for code, _name in settings.LANGUAGES])

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        """Create the programme. Raises CommandError with the reason if that is impossible."""
        try:
            programme = programme_create(
                slug=options["slug"],
                name=options["name"],
                language=options["language"],
                coordinator_email=options["coordinator"],
            )
        except ValidationError as error:
            raise CommandError(format_error(error)) from error
        address = address_or_text(options["coordinator"])
        self.stdout.write(f"{programme.name} has been created. {address} gets an invitation by email.")
