import re
from collections.abc import Callable

import pytest
from django.core.cache import cache

from tests.accounts.gateway import gateway_start, institution

CODE = re.compile(r"^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$", re.MULTILINE)


@pytest.fixture(autouse=True)
def _fresh_limits(db: None) -> None:
    """Clear the rate limits, which are in the cache."""
    cache.clear()


@pytest.fixture
def code_in_mail(mailoutbox) -> Callable[[], str]:
    """Return a function that returns the code in the latest email."""

    def code() -> str:
        found = CODE.search(mailoutbox[-1].body)
        assert found, mailoutbox[-1].body
        return found.group()

    return code


@pytest.fixture
def mail_down(settings) -> None:
    """A mail server that refuses connections."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1


@pytest.fixture
def gateway(settings):
    """A local institution at which Amira signs in."""
    found, server = gateway_start()
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [institution(found)]}}
    found.person = {
        "sub": "sub-of-amira",
        "email": "nadia@example.org",
        "email_verified": True,
        "preferred_username": "Amira at Eduid",
        "eduperson_affiliation": ["employee"],
    }
    yield found
    server.shutdown()
    server.server_close()
