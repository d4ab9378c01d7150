"""What the tests of meetings share."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone


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
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Set the clock: `clock(moment)`; it stands still then."""

    def to(moment: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return to
