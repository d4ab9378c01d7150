"""Background work as in production (a Celery worker over Redis) and as in the demo (no broker)."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests.fixtures.worker import ROOT, Worker, database_url
from tests.stories.mail import MailServer

ON_SQLITE = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
# The story is the same; the database decides which driver does the background work.
DRIVER = (
    pytest.param("embedded", marks=pytest.mark.portable)
    if ON_SQLITE
    else pytest.param("worker", marks=pytest.mark.worker)
)


class Embedded(Worker):
    """`manage.py run_jobs --forever` in a separate process: the driver for machines without a broker."""

    def start(self, *, concurrency: int = 1) -> None:
        """Start the loop. It is ready at once: it polls the database."""
        assert concurrency == 1
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "manage.py", "run_jobs", "--forever"],
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.processes.append(process)

    def dispatch(self) -> None:
        """Do nothing: the loop polls every second."""


@pytest.fixture
def embedded_process(transactional_db: None, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Worker]:
    """Return a running embedded driver on the test's database."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.services.worker_settings",
        "LEERWEB_DATABASE": database_url(),
        "LEERWEB_BROKER": "",
        "LEERWEB_BASE_URL": request.getfixturevalue("site").url,
        "LEERWEB_TEST_MAILBOX": str(tmp_path / "mail"),
    }
    driver = Embedded(environment=environment, folder=tmp_path)
    try:
        driver.start()
        yield driver
    finally:
        driver.kill()


@pytest.fixture
def background(request: pytest.FixtureRequest, mail_server: MailServer) -> Worker:
    """Return the driver that DRIVER names; its emails go to `mail_server`."""
    name = {"worker": "celery_worker_process", "embedded": "embedded_process"}[request.param]
    driver: Worker = request.getfixturevalue(name)
    return driver
