"""A kind of letter that tests can bend."""

from typing import Any

import pytest

from mailing import registry
from mailing.registry import LetterContent

KIND = "tests.letter"


@pytest.fixture
def letter_kind_of_tests(monkeypatch) -> dict[int, LetterContent | None]:
    """Register a builder for KIND; what it returns for a person can be set by their id."""
    contents: dict[int, LetterContent | None] = {}

    def build(letter: Any) -> LetterContent | None:
        usual = LetterContent(subject="Een bericht", template="mailing/letter", context={})
        return contents.get(letter.recipient_id, usual)

    monkeypatch.setitem(registry._builders, KIND, build)
    return contents
