"""Fixtures and rules for every test.

The database is LEERWEB_DATABASE (`make test` sets it to PostgreSQL), or SQLite if that is not set.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.db import connection
from django.template import engines
from django.utils import timezone, translation

from accounts import limits
from tests.both_databases import ON_BOTH_DATABASES
from tests.cast import Cast, cast_make
from tests.strict_templates import StrictUndefined

pytest_plugins = [f"tests.fixtures.{name}" for name in ("browser", "language", "mail", "worker", "world")]

# No deadline: a busy machine says nothing about a property. CI uses the same examples every time, other runs new ones.
hypothesis.settings.register_profile("leerweb", deadline=None, derandomize=os.environ.get("CI") == "true")
hypothesis.settings.load_profile("leerweb")

DATABASE_FIXTURES = {"db", "transactional_db"}
# Slow, and the same on every database: permissions, and the texts of pages.
POSTGRESQL_ONLY = {"all_pages", "test_access_matrix.py"}
# Fixtures built once per module: all tests of such a module run in one process, so that each is built once.
BUILT_ONCE = {"_world_of_module", "_closed_wave_of_module", "_large_world_of_module"}
LOOPBACK = ("127.", "::1", "localhost")


@pytest.fixture
def cast(db: None) -> Cast:
    """Return the named cast of tests/cast.py, newly created for this test."""
    return cast_make()


@pytest.fixture
def second_connection(transactional_db: None) -> Iterator[Any]:
    """Return another connection to the test database, in autocommit."""
    other = connection.copy()
    yield other
    other.close()


@pytest.fixture(autouse=True)
def _same_start() -> Iterator[None]:
    """Start every test in Dutch, whatever the test before it activated."""
    translation.activate("nl")
    yield
    translation.deactivate()


@pytest.fixture(autouse=True, scope="session")
def _undefined_variables_fail() -> None:
    """Make an undefined template variable an error (tests/strict_templates.py)."""
    engines["django"].engine.string_if_invalid = StrictUndefined("")  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def _window_of_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin the windows of the rate limits with the test, so that none ends in the middle of it."""
    began = timezone.now().timestamp()

    def number(window: timedelta) -> int:
        return int(began * 1000) + int((timezone.now().timestamp() - began) // window.total_seconds())

    monkeypatch.setattr(limits, "window_number", number)


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Refuse every connection to another machine."""
    real = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and not str(address[0]).startswith(LOOPBACK):
            message = f"A test wants to connect to {address[0]}"
            raise AssertionError(message)
        real(self, address)

    socket.socket.connect = connect  # type: ignore[method-assign, assignment]
    yield
    socket.socket.connect = real  # type: ignore[method-assign]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Add the marks that follow from fixtures and files, and sort the largest groups to the front."""
    on_sqlite = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
    for item in items:
        marks = {mark.name for mark in item.iter_markers()}
        fixtures = set(getattr(item, "fixturenames", []))
        quick = not marks & {"worker", "browser", "slow", "postgresql"}
        portable = quick and not POSTGRESQL_ONLY & {item.path.name, item.path.parent.name}
        if portable and ("django_db" in marks or DATABASE_FIXTURES & fixtures):
            item.add_marker("portable")
            if item.path in ON_BOTH_DATABASES:
                item.add_marker("sql")
        if BUILT_ONCE & fixtures:
            item.add_marker(pytest.mark.xdist_group(item.path.stem))
        elif item.path.parent.name == "all_pages":
            item.add_marker(pytest.mark.xdist_group("all_pages"))
        if "worker" in marks and not os.environ.get("LEERWEB_TEST_REDIS"):
            item.add_marker(pytest.mark.skip(reason='needs the servers: eval "$(bin/services env)"'))
        elif "postgresql" in marks and on_sqlite:
            item.add_marker(pytest.mark.skip(reason="SQLite cannot do this"))
    # The longest groups start first, so that two processes end at about the same time.
    items.sort(key=lambda item: not POSTGRESQL_ONLY & {item.path.name, item.path.parent.name})


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run with skipped tests if CI=true: a test that should have run did not."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if os.environ.get("CI") == "true" and skipped and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
