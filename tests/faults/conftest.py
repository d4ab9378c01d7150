"""Fixtures of the fault tests."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections

from config import environment
from tests.faults.threads import Threads, threads
from tests.fixtures.worker import ROOT
from tests.services.postgres import Postgres
from tests.stories.background import background, embedded_process
from tests.stories.mail import mail_server

__all__ = ["background", "embedded_process", "mail_server"]


@pytest.fixture
def beside(transactional_db: None) -> Iterator[Threads]:
    """Return threads beside the test, with separate connections; rows are committed."""
    with threads() as found:
        yield found


@pytest.fixture
def own_postgres(transactional_db: None) -> Iterator[Postgres]:
    """Return a PostgreSQL that this test may restart; this process and its children use it meanwhile."""
    folder = Path(tempfile.mkdtemp(prefix="leerweb-pg-"))
    folder.chmod(0o711)
    server = Postgres(folder / "postgres")
    server.make()
    settings = connections["default"].settings_dict
    before = dict(settings)
    connections.close_all()
    settings.update(environment.database(server.url))
    try:
        subprocess.run(
            [sys.executable, "manage.py", "migrate", "-v0"],
            cwd=ROOT,
            env={**os.environ, "LEERWEB_DATABASE": server.url, "DJANGO_SETTINGS_MODULE": "config.settings.test"},
            check=True,
        )
        yield server
    finally:
        connections.close_all()
        settings.update(before)
        server.stop()
        shutil.rmtree(folder)
