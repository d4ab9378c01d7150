"""`manage.py relink_identity EMAIL INSTITUTION SUB`: when an institution knows somebody by another `sub` now."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.institutions import RelinkError, identity_relink
from accounts.selectors import person_by_email


class Command(BaseCommand):
    """Ties somebody's account to a new `sub`. First make sure with the institution that it is the same person."""

    help = "Link somebody's account of an institution anew; the page that refused them shows the new code."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare who, where and the new `sub`."""
        parser.add_argument("email")
        parser.add_argument("institution", help="its name in LEERWEB_OIDC, e.g. surfconext")
        parser.add_argument("sub", help="the code by which the institution knows the person now")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        """Link anew, or say why not."""
        person = person_by_email(email=options["email"])
        if person is None:
            message = f"Nobody has the address {options['email']}."
            raise CommandError(message)
        try:
            identity_relink(person=person, institution=options["institution"], sub=options["sub"])
        except RelinkError as error:
            message = f"{person.full_name} has no account of {options['institution']}, or that code is in use."
            raise CommandError(message) from error
        self.stdout.write(f"{person.full_name} is linked anew.")
