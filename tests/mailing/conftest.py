"""A kind of email that tests can bend."""

from typing import Any

import pytest

from mailing import registry
from mailing.registry import EmailContent

KIND = "tests.email"


@pytest.fixture
def email_type_for_tests(monkeypatch) -> dict[int, EmailContent | None]:
    """Register a builder for KIND; what it returns for a person can be set by their id."""
    contents: dict[int, EmailContent | None] = {}

    def build(email: Any) -> EmailContent | None:
        usual = EmailContent(subject="Een bericht", template="mailing/email", context={})
        return contents.get(email.recipient_id, usual)

    monkeypatch.setitem(registry._builders, KIND, build)
    return contents
