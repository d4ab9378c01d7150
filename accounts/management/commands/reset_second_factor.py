"""`manage.py reset_second_factor EMAIL`: for who lost the phone and the recovery codes."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.second_factor import second_factor_reset
from accounts.selectors import person_by_email


class Command(BaseCommand):
    """Removes somebody's app, passkeys and recovery codes. First make sure that it is really they who ask."""

    help = "Remove the second step of somebody who lost it. They set up a new one when they sign in."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare whose."""
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        """Remove them, or say why not."""
        person = person_by_email(email=options["email"])
        if person is None:
            message = f"Nobody has the address {options['email']}."
            raise CommandError(message)
        count = second_factor_reset(person=person)
        self.stdout.write(f"{person.full_name}: removed {count}." if count else f"{person.full_name} has none.")
