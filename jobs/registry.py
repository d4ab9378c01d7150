"""The kinds of background work.

To add one: write a function that takes the job's key, computes outside any transaction, and returns a function that
writes the outcome; register it with `@job_kind("app.verb")` in the app's `tasks.py`.
"""

from collections.abc import Callable

Handler = Callable[[str], Callable[[], None] | None]

_handlers: dict[str, Handler] = {}


class JobLater(Exception):  # noqa: N818 - not an error: the work asks to be called again
    """Raised by a handler when its work cannot be done yet; the job is tried again after its back-off."""


def job_kind(name: str) -> Callable[[Handler], Handler]:
    """Register a handler under `name`; a second handler for one name is a programming error."""

    def register(handler: Handler) -> Handler:
        if name in _handlers:
            message = f"Job kind {name} is registered twice"
            raise ValueError(message)
        _handlers[name] = handler
        return handler

    return register


def handler_for(kind: str) -> Handler:
    """Return the handler of a kind. Raises KeyError for an unknown one."""
    return _handlers[kind]
