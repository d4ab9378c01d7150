"""The checks of the health page.

To add one, write a function without arguments that returns whether all is well, and register it with
`@health_check("app.name")` in the app's `health.py`, imported in its `ready()`.
"""

import logging
from collections.abc import Callable

from jobs.selectors import jobs_late

Check = Callable[[], bool]

logger = logging.getLogger(__name__)
_checks: dict[str, Check] = {}


def health_check(name: str) -> Callable[[Check], Check]:
    """Register the decorated check under `name`. Raises ValueError if the name is taken."""

    def register(check: Check) -> Check:
        if name in _checks:
            message = f"Health check {name} is registered twice"
            raise ValueError(message)
        _checks[name] = check
        return check

    return register


def health() -> dict[str, bool]:
    """Return the result of every check by name. A check that raises counts as failed.

    Results are never numbers: how many emails are pending would reveal how many people did not answer (R10).
    """
    return {name: _passes(name, check) for name, check in sorted(_checks.items())}


def _passes(name: str, check: Check) -> bool:
    try:
        return check()
    except Exception as error:  # noqa: BLE001 - an unreachable database is a result, not a crash
        logger.error("Health check %s failed with %s", name, type(error).__name__)
        return False


@health_check("jobs")
def jobs_on_time() -> bool:
    """Return whether no job is late."""
    return jobs_late() == 0
