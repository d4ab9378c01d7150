"""`manage.py erase_person EMAIL`: erase somebody who asked for it and cannot sign in."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.selectors import person_by_email
from accounts.services import person_erase


class Command(BaseCommand):
    """Erases a person like the page does. It cannot be undone."""

    help = "Erase what is kept of somebody who asked for it. It cannot be undone."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the address."""
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        """Erase, or say why not."""
        person = person_by_email(email=options["email"])
        if person is None:
            message = "Nobody has this address."
            raise CommandError(message)
        try:
            person_erase(person=person, actor=None)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write("Erased.")
