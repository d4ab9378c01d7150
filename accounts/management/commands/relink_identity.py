"""`manage.py relink_identity EMAIL INSTITUTION SUB`: link an account whose institution changed its `sub`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.institutions import RelinkError, identity_relink
from accounts.selectors import person_by_email


class Command(BaseCommand):
    help = (
        "Link a person's institutional account to a new code, shown on the page that refused them. "
        "First check with the institution that it is the same person."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("institution", help="its name in LEERWEB_OIDC, e.g. surfconext")
        parser.add_argument("sub", help="the new code by which the institution identifies the person")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        person = person_by_email(email=options["email"])
        if person is None:
            message = f"There is no account with the address {options['email']}."
            raise CommandError(message)
        try:
            identity_relink(person=person, institution=options["institution"], sub=options["sub"])
        except RelinkError as error:
            message = f"{person.full_name} has no account at {options['institution']}, or that code is wrong or in use."
            raise CommandError(message) from error
        self.stdout.write(f"{person.full_name} has been relinked.")
