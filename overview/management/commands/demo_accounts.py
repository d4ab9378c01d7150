"""`manage.py demo_accounts`: list the accounts of the demo."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation

from overview.demo import story


class Command(BaseCommand):
    help = "Print a line for each demo account."

    def handle(self, *_args: Any, **_options: Any) -> None:
        with translation.override("en"):
            self.stdout.write(f"Sign in with one of these; the password is {story.PASSWORD}")
            for account in story.ACCOUNTS:
                self.stdout.write(f"  {account.email:32} {account.role}: {account.sees}")
