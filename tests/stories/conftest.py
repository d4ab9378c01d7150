"""Fixtures of the stories."""

from typing import Any

import pytest

from tests.stories.background import background, embedded_process
from tests.stories.clock import SiteClock
from tests.stories.mail import mail_server

__all__ = ["background", "embedded_process", "mail_server"]

YEARS = 4 * 365 * 24 * 3600


@pytest.fixture
def site_clock(monkeypatch: pytest.MonkeyPatch, settings: Any) -> SiteClock:
    """Return the clock of the site. People stay signed in for years, because no story is about signing in again."""
    settings.SESSION_COOKIE_AGE = YEARS
    return SiteClock(monkeypatch)
