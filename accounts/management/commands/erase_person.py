"""`manage.py erase_person EMAIL`: erase a person who asked for it and cannot sign in."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.selectors import person_by_email
from accounts.services import person_erase


class Command(BaseCommand):
    help = "Erase all data about a person who asked for it. This cannot be undone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        person = person_by_email(email=options["email"])
        if person is None:
            message = "There is no account with this address."
            raise CommandError(message)
        try:
            person_erase(person=person, actor=None)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write("Erased.")
