"""An email type whose content tests can control."""

from typing import Any

import pytest

from mailing import registry
from mailing.registry import EmailContent

EMAIL_TYPE = "tests.email"


@pytest.fixture
def email_type_for_tests(monkeypatch) -> dict[int, EmailContent | None]:
    """Register a builder for EMAIL_TYPE; return the content by recipient id, for tests to change."""
    contents: dict[int, EmailContent | None] = {}

    def build(email: Any) -> EmailContent | None:
        default = EmailContent(subject="Een bericht", template="mailing/email", context={})
        return contents.get(email.recipient_id, default)

    monkeypatch.setitem(registry._builders, EMAIL_TYPE, build)
    return contents
