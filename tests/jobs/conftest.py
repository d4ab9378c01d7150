"""A kind of work that tests can bend."""

from collections.abc import Callable

import pytest

from jobs import registry

KIND = "tests.work"


class Work:
    """What the handler does and what came of it."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.finished: list[str] = []
        self.during: Callable[[str], None] = lambda _key: None
        self.at_finish: Callable[[str], None] = lambda _key: None

    def __call__(self, key: str) -> Callable[[], None]:
        self.begun.append(key)
        self.during(key)

        def finish() -> None:
            self.at_finish(key)
            self.finished.append(key)

        return finish


@pytest.fixture
def work(monkeypatch) -> Work:
    """Register a handler for KIND for one test."""
    handler = Work()
    monkeypatch.setitem(registry._handlers, KIND, handler)
    return handler
