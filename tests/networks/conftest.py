"""What the tests of pages ask for."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


@pytest.fixture
def as_(cast):
    """A signed-in browser: `as_("Amira").get(…)`; `as_(None)` is not signed in."""

    def sign_in(name: str | None) -> Client:
        client = Client()
        if name:
            client.force_login(cast[name])
        return client

    return sign_in


@pytest.fixture
def queries_of():
    """How many queries something takes the second time: `queries_of(lambda: client.get(url))`."""

    def count(act: Callable[[], object]) -> int:
        act()  # the first page of a new session writes the session
        with CaptureQueriesContext(connection) as captured:
            act()
        return len(captured)

    return count
