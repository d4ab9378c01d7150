"""`make bench`: milliseconds of server time per page, on the demo's data, with the ratio to an empty Django view.

The track of a network is timed on its own (bench/track.py).

The figures depend on the machine and the day: compare the ratios, and never assert them in a test.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.test import Client

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 40
WARM_UP = 3


def main() -> None:
    """Build the demo's data in a separate database, and time every page of bench/pages.py."""
    database = ROOT / ".cache" / "bench.sqlite3"
    database.parent.mkdir(exist_ok=True)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.demo")
    os.environ.setdefault("LEERWEB_DATABASE", f"sqlite:///{database}")

    import django
    from django.core.management import call_command
    from django.test.utils import override_settings

    from bench.track import print_track

    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("load_demo", stdout=sys.stderr)
    with override_settings(ROOT_URLCONF="bench.urls", ALLOWED_HOSTS=["testserver"]):
        print_table()
        print_track()


def print_table() -> None:
    """Print a line per page: median, slowest, queries, ratio to the empty view, bytes."""
    from django.test import Client
    from django.urls import reverse

    from bench.pages import PAGES, account

    unit = timed(Client(), reverse("bench-empty"))[0]
    print(f"{'page':<44}{'as':<14}{'median ms':>10}{'slowest':>9}{'queries':>9}{'× empty':>9}{'KiB':>7}")
    print(f"{'an empty view':<44}{'':<14}{unit:>10.2f}")
    for page in PAGES:
        client, person = Client(), account(page.role)
        if person is not None:
            client.force_login(person)
        url = page.address(person)
        if url is None:
            print(f"{page.route:<44}{page.role or 'nobody':<14}  the demo has nothing to show here")
            continue
        median, slowest, status, size = timed(client, url)
        queries = count_queries(client, url)
        flag = "" if status == 200 else f"  (answered {status})"
        print(
            f"{page.route:<44}{page.role or 'nobody':<14}{median:>10.2f}{slowest:>9.2f}{queries:>9}"
            f"{median / unit:>9.1f}{size / 1024:>7.1f}{flag}"
        )


def timed(client: Client, url: str) -> tuple[float, float, int, int]:
    """Return the median and the slowest of ROUNDS requests in milliseconds, and the status and size of the last
    response.
    """
    for _ in range(WARM_UP):
        client.get(url)
    took: list[float] = []
    response = client.get(url)
    for _ in range(ROUNDS):
        started = time.perf_counter()
        response = client.get(url)
        took.append((time.perf_counter() - started) * 1000)
    return statistics.median(took), max(took), response.status_code, len(response.content)


def count_queries(client: Client, url: str) -> int:
    """Return the number of queries of one request."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    return len(queries)


if __name__ == "__main__":
    main()
