"""Run background jobs in this process: the embedded driver, for machines without Redis."""

import threading
from contextlib import suppress
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from jobs.loop import jobs_loop
from jobs.services import jobs_run_due, recurring_jobs_enqueue


class Command(BaseCommand):
    help = "Run the background jobs that are due. With --forever, check again every second."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--forever", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        if not options["forever"]:
            recurring_jobs_enqueue()
            self.stdout.write(f"{jobs_run_due()} done")
            return
        with suppress(KeyboardInterrupt):
            jobs_loop(threading.Event())
