"""The kinds of background work.

To add one: write a function that takes the job's key, computes outside any transaction, and returns a function that
writes the outcome; register it with `@job_kind("app.verb")` in the app's `tasks.py`. A handler may be called twice for
one key (a worker died, a lease ran out); what it returns is called once.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

Handler = Callable[[str], Callable[[], None] | None]

_handlers: dict[str, Handler] = {}
_unlisted: set[str] = set()
_nightly: list[str] = []


class RetryLater(Exception):  # noqa: N818 - not an error: the work asks to be called again
    """Raised by a handler whose work cannot be done yet; it is tried again after its back-off, or at `until`.

    With `until` the job counts as wanted at that moment, so waiting for it is not being late.
    """

    def __init__(self, message: str = "", *, until: datetime | None = None) -> None:
        super().__init__(message)
        self.until = until


class ServiceUnavailableError(Exception):
    """Raised by a handler when a server it needs is away: all open jobs of its kind wait `after` together.

    So one attempt finds out, not five hundred, and the work goes on in the order in which it was wanted.
    """

    def __init__(self, message: str = "", *, after: timedelta = timedelta(minutes=1)) -> None:
        super().__init__(message)
        self.after = after


def job_kind(name: str, *, listed: bool = True, nightly: bool = False) -> Callable[[Handler], Handler]:
    """Register a handler under `name`; a second handler for one name is a programming error.

    `listed=False` keeps a kind out of the admin, where the number of jobs would tell too much (letters). `nightly` work
    is written by whatever drives the jobs, once for every night; its key is the day.
    """

    def register(handler: Handler) -> Handler:
        if name in _handlers:
            message = f"Job kind {name} is registered twice"
            raise ValueError(message)
        _handlers[name] = handler
        if not listed:
            _unlisted.add(name)
        if nightly:
            _nightly.append(name)
        return handler

    return register


def handler_for(kind: str) -> Handler:
    """Return the handler of a kind. Raises KeyError for an unknown one."""
    return _handlers[kind]


def unlisted_kinds() -> frozenset[str]:
    """Return the kinds that no list may show."""
    return frozenset(_unlisted)


def nightly_kinds() -> tuple[str, ...]:
    """Return the kinds of work that has to happen every night."""
    return tuple(_nightly)
