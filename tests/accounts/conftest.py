"""What the tests of accounts share."""

import re
from collections.abc import Callable

import pytest
from django.core.cache import cache

CODE = re.compile(r"^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$", re.MULTILINE)


@pytest.fixture(autouse=True)
def _fresh_limits(db: None) -> None:
    """Start without earlier tries: rate limits live in the cache."""
    cache.clear()


@pytest.fixture
def code_in_mail(mailoutbox) -> Callable[[], str]:
    """Return the code in the latest message."""

    def code() -> str:
        found = CODE.search(mailoutbox[-1].body)
        assert found, mailoutbox[-1].body
        return found.group()

    return code


@pytest.fixture
def mail_away(settings) -> None:
    """A mail server where nobody listens."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
