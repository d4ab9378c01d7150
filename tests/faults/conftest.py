"""What the tests of faults share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.faults.threads import Threads, threads
from tests.stories.background import background, embedded_process
from tests.stories.mail import mail_server

__all__ = ["background", "embedded_process", "mail_server"]


@pytest.fixture
def beside(transactional_db: None) -> Iterator[Threads]:
    """Threads beside the test, with connections of their own; rows are really committed."""
    with threads() as found:
        yield found
