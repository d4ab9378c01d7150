"""`manage.py reset_second_factor EMAIL`: for a person who lost their phone and recovery codes."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.second_factor import second_factor_reset
from accounts.selectors import person_by_email


class Command(BaseCommand):
    help = "Remove a person's app, passkeys and recovery codes. First verify that it is really they who ask."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        person = person_by_email(email=options["email"])
        if person is None:
            message = f"There is no account with the address {options['email']}."
            raise CommandError(message)
        count = second_factor_reset(person=person)
        self.stdout.write(f"{person.full_name}: removed {count}." if count else f"{person.full_name} has none.")
