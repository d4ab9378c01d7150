"""Fixtures for the tests of goals and design-based research."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone


@pytest.fixture
def as_(cast):
    """Return a signed-in client: `as_("Amira").get(…)`; `as_(None)` is anonymous."""

    def sign_in(name: str | None) -> Client:
        client = Client()
        if name:
            client.force_login(cast[name])
        return client

    return sign_in


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Freeze the clock: `clock(moment)`."""

    def to(moment: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return to
