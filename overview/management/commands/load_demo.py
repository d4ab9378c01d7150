"""`manage.py load_demo`: fill an empty database with the demo."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from overview.demo.build import demo_build, demo_is_built


class Command(BaseCommand):
    help = (
        "Fill the database with fictional programmes and people and two years of answers. Does nothing the second time."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        if not settings.LEERWEB_DEMO:
            message = "The demo needs its own settings (DJANGO_SETTINGS_MODULE=config.settings.demo)."
            raise CommandError(message)
        if demo_is_built():
            self.stdout.write("The demo has already been loaded.")
            return
        demo_build()
        self.stdout.write("The demo is ready.")
