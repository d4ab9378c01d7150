"""The kinds of background jobs.

To add one, write a function that takes the job's key, does the work outside any transaction, and returns a function
that saves the outcome. Register it with `@job_kind("app.verb")` in the app's `tasks.py`. A handler may be called twice
for one key (a worker died, a lease expired); the function it returns is called once.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

Handler = Callable[[str], Callable[[], None] | None]

_handlers: dict[str, Handler] = {}
_unlisted: set[str] = set()
_recurring: list[str] = []


class RetryLater(Exception):  # noqa: N818 - not an error: the handler asks to be called again
    """Raised by a handler that cannot do its work yet, to be retried after the usual back-off or at `until`.

    With `until`, the job counts as wanted from that moment, so that it is not late before then.
    """

    def __init__(self, message: str = "", *, until: datetime | None = None) -> None:
        super().__init__(message)
        self.until = until


class ServiceUnavailableError(Exception):
    """Raised by a handler when a server it needs is unavailable: all open jobs of its kind are postponed by `after`.

    One attempt finds out instead of five hundred, and the jobs keep their order. `cause` is logged and stored with the
    job, so it must not contain personal data.
    """

    def __init__(self, cause: str = "", *, after: timedelta = timedelta(minutes=1)) -> None:
        super().__init__(cause)
        self.cause = cause
        self.after = after


def job_kind(name: str, *, listed: bool = True, recurring: bool = False) -> Callable[[Handler], Handler]:
    """Register the decorated handler under `name`. Raises ValueError if the name is taken.

    `listed=False` hides the kind from the admin, where the number of jobs would reveal too much. `recurring=True`
    enqueues a job every night, with the date as its key.
    """

    def register(handler: Handler) -> Handler:
        if name in _handlers:
            message = f"Job kind {name} is registered twice"
            raise ValueError(message)
        _handlers[name] = handler
        if not listed:
            _unlisted.add(name)
        if recurring:
            _recurring.append(name)
        return handler

    return register


def handler_for(kind: str) -> Handler:
    """Return the handler of a kind. Raises KeyError if the kind is unknown."""
    return _handlers[kind]


def unlisted_kinds() -> frozenset[str]:
    """Return the kinds that must not be listed."""
    return frozenset(_unlisted)


def recurring_kinds() -> tuple[str, ...]:
    """Return the kinds of jobs that run every night."""
    return tuple(_recurring)
