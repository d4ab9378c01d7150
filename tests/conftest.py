"""What every test can ask for, and what holds for every test whether it asks or not.

The database is LEERWEB_DATABASE (`make test` sets it to PostgreSQL), SQLite when that is not set.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.template import engines
from django.utils import translation

from tests.cast import Cast, cast_make
from tests.strict_templates import StrictUndefined

pytest_plugins = [f"tests.fixtures.{name}" for name in ("browser", "language", "mail", "worker", "world")]

# Two busy cores say nothing about a property: no deadline. In CI the same examples every time, elsewhere new ones.
hypothesis.settings.register_profile("leerweb", deadline=None, derandomize=os.environ.get("CI") == "true")
hypothesis.settings.load_profile("leerweb")

# Long, and the same on every database: who may do what, and what pages say.
ONCE = {
    "test_access_matrix.py",
    "test_languages.py",
    "test_page_list.py",
    "test_pages_markup.py",
    "test_query_counts.py",
}
DATABASE_FIXTURES = {"db", "transactional_db"}
# What asks for pages: on SQLite these say again what services and selectors said, so `make test-slow` runs them there.
PAGE_FIXTURES = {"client", "world", "page_world"}
# What is made for a whole module: its tests go to one process, so that it is not made in each.
MADE_ONCE = {"_world_of_module", "_page_world_of_module", "_closed_wave_of_module", "sized_world"}
PAGE_FILES = ("_views", "_pages", "_page", "_attacks")
LOOPBACK = ("127.", "::1", "localhost")


@pytest.fixture
def cast(db: None) -> Cast:
    """The named cast of tests/cast.py, new for this test."""
    return cast_make()


@pytest.fixture(autouse=True)
def _same_start() -> Iterator[None]:
    """Start every test in Dutch, whatever the one before it left behind."""
    translation.activate("nl")
    yield
    translation.deactivate()


@pytest.fixture(autouse=True, scope="session")
def _undefined_variables_fail() -> None:
    """Make an undefined template variable an error (tests/strict_templates.py)."""
    engines["django"].engine.string_if_invalid = StrictUndefined("")  # type: ignore[attr-defined]


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Refuse every connection that would leave this machine."""
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
    """Mark what can run on SQLite too, before marks are selected, and skip what this run was given no servers for."""
    on_sqlite = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
    for item in items:
        marks = {mark.name for mark in item.iter_markers()}
        quick = not marks & {"worker", "browser", "slow", "postgresql"} and item.path.name not in ONCE
        if quick and ("django_db" in marks or DATABASE_FIXTURES & set(getattr(item, "fixturenames", []))):
            item.add_marker("portable")
        if quick and _asks_for_pages(item):
            item.add_marker("pages")
        if MADE_ONCE & set(getattr(item, "fixturenames", [])):
            item.add_marker(pytest.mark.xdist_group(item.path.stem))
        if "worker" in marks and not os.environ.get("LEERWEB_TEST_REDIS"):
            item.add_marker(pytest.mark.skip(reason='needs the servers: eval "$(bin/services env)"'))
        elif "postgresql" in marks and on_sqlite:
            item.add_marker(pytest.mark.skip(reason="SQLite cannot do this"))


def _asks_for_pages(item: pytest.Item) -> bool:
    return bool(PAGE_FIXTURES & set(getattr(item, "fixturenames", []))) or item.path.stem.endswith(PAGE_FILES)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """With CI=true a skipped test is a failure: something that should have run did not."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if os.environ.get("CI") == "true" and skipped and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
