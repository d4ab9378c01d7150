"""What the health page looks at.

To add a check: write a function without arguments that returns whether all is well, and register it with
`@health_check("app.name")` in the app's `health.py`, imported in its `ready()`.
"""

import logging
from collections.abc import Callable

from jobs.selectors import jobs_late

Check = Callable[[], bool]

logger = logging.getLogger(__name__)
_checks: dict[str, Check] = {}


def health_check(name: str) -> Callable[[Check], Check]:
    """Register a check under `name`; a second one for the same name is a programming error."""

    def register(check: Check) -> Check:
        if name in _checks:
            message = f"Health check {name} is registered twice"
            raise ValueError(message)
        _checks[name] = check
        return check

    return register


def health() -> dict[str, bool]:
    """Return each check and whether all is well. A check that fails is not well.

    Yes or no and never a number: how many letters wait would tell how many people did not answer (R10).
    """
    return {name: _well(name, check) for name, check in sorted(_checks.items())}


def _well(name: str, check: Check) -> bool:
    try:
        return check()
    except Exception as error:  # noqa: BLE001 - a database that is away is an answer, not a crash
        logger.error("Health check %s failed with %s", name, type(error).__name__)
        return False


@health_check("jobs")
def jobs_on_time() -> bool:
    """Whether no background work is late."""
    return jobs_late() == 0
