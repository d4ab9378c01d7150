"""The checks of the health page, and what the process needs to answer requests.

To add one, write a function without arguments that returns whether all is well, and register it with
`@health_check("app.name")` in the app's `health.py`, imported in its `ready()`. It may raise Trouble to name a cause.
"""

import logging
from collections.abc import Callable

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from jobs.selectors import jobs_late

Check = Callable[[], bool]

logger = logging.getLogger(__name__)
_checks: dict[str, Check] = {}
BROKER_TIMEOUT = 1  # seconds


class Trouble(Exception):  # noqa: N818 - a result of a check, not an error
    """Raised by a check that failed, with a cause from a fixed list: it is shown to everyone."""


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
    return {name: not cause for name, cause in check_causes().items()}


def check_causes() -> dict[str, str]:
    """Return the cause of the trouble that every check found, by name; empty if it found none."""
    return _causes(_checks)


def readiness_causes() -> dict[str, str]:
    """Return the cause why the database, its migrations or the broker cannot be used, by name; empty if it can."""
    return _causes({"database": database_answers, "migrations": migrations_are_applied, "broker": broker_answers})


def _causes(checks: dict[str, Check]) -> dict[str, str]:
    return {name: _cause(name, check) for name, check in sorted(checks.items())}


def _cause(name: str, check: Check) -> str:
    try:
        return "" if check() else "failed"
    except Trouble as trouble:
        return str(trouble)
    except Exception as error:  # noqa: BLE001 - an unreachable database is a result, not a crash
        logger.error("Health check %s failed with %s", name, type(error).__name__)
        return type(error).__name__


@health_check("jobs")
def jobs_on_time() -> bool:
    """Return whether all jobs are on time."""
    return jobs_late() == 0


def database_answers() -> bool:
    """Return whether the database answers a query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


def migrations_are_applied() -> bool:
    """Return whether the database has every migration of this release."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def broker_answers() -> bool:
    """Return whether the broker answers, or true if the installation has none."""
    if not settings.CELERY_BROKER_URL:
        return True
    from celery import current_app  # noqa: PLC0415 - other pages need no broker client

    with current_app.connection_for_write(connect_timeout=BROKER_TIMEOUT) as broker:
        broker.ensure_connection(max_retries=0, timeout=BROKER_TIMEOUT)
    return True
