"""Fixtures for tests of pages."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


@pytest.fixture
def as_(cast):
    """Return a function that gives a signed-in client: `as_("Amira").get(…)`; `as_(None)` is anonymous."""

    def sign_in(name: str | None) -> Client:
        client = Client()
        if name:
            client.force_login(cast[name])
        return client

    return sign_in


@pytest.fixture
def queries_of():
    """Return a function that counts the queries of a second call: `queries_of(lambda: client.get(url))`."""

    def count(act: Callable[[], object]) -> int:
        act()  # the first request of a new session writes the session
        with CaptureQueriesContext(connection) as captured:
            act()
        return len(captured)

    return count
