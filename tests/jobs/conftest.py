"""A job kind whose handler tests can control."""

from collections.abc import Callable

import pytest

from jobs import registry

KIND = "tests.work"


class Work:
    """A handler that records its calls and runs what a test asks for."""

    def __init__(self) -> None:
        self.started: list[str] = []
        self.finished: list[str] = []
        self.during: Callable[[str], None] = lambda _key: None
        self.at_finish: Callable[[str], None] = lambda _key: None

    def __call__(self, key: str) -> Callable[[], None]:
        self.started.append(key)
        self.during(key)

        def finish() -> None:
            self.at_finish(key)
            self.finished.append(key)

        return finish


@pytest.fixture
def work(monkeypatch) -> Work:
    """Register a handler for KIND during one test."""
    handler = Work()
    monkeypatch.setitem(registry._handlers, KIND, handler)
    return handler
