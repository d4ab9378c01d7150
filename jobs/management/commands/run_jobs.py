"""Run background work in this process: the embedded driver, for machines without Redis."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections

from jobs.services import jobs_run_due


class Command(BaseCommand):
    help = "Run the background work that is due. With --forever, keep looking every second."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--forever", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        finished = jobs_run_due()
        while options["forever"]:
            close_old_connections()
            time.sleep(1)
            finished += jobs_run_due()
        self.stdout.write(f"{finished} done")
