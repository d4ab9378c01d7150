"""`manage.py create_programme SLUG --coordinator EMAIL`: a programme and the person who runs it."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from networks.management.formatting import format_error
from networks.services import programme_create


class Command(BaseCommand):
    """Makes a programme with its roles of people and the present study year, and invites its first coordinator."""

    help = "Make a programme, and invite its coordinator by mail."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare slug, coordinator, name and language."""
        parser.add_argument("slug", help="short name in addresses and files, e.g. academische-werkplaats")
        parser.add_argument("--coordinator", required=True, metavar="EMAIL", help="who runs the programme")
        parser.add_argument("--name", default="", help="the name on screen; made from the slug when it is left out")
        parser.add_argument("--language", default="nl", choices=[code for code, _name in settings.LANGUAGES])

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        """Make the programme, or say why not."""
        try:
            programme = programme_create(
                slug=options["slug"],
                name=options["name"],
                language=options["language"],
                coordinator_email=options["coordinator"],
            )
        except ValidationError as error:
            raise CommandError(format_error(error)) from error
        self.stdout.write(f"{programme.name} is there. {options['coordinator']} coordinates it and gets a letter.")
