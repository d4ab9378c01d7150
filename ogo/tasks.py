"""Background jobs of design-based research. See jobs/registry.py."""

from collections.abc import Callable

from jobs.registry import job_kind
from ogo.services.asks import VACUUM_JOB, answers_vacuum, answers_vacuum_enqueue


@job_kind(VACUUM_JOB)
def vacuum_answers(key: str) -> None:
    """Erase what deleted answers left behind in the database files."""
    answers_vacuum()


@job_kind("ogo.vacuum_answers_nightly", recurring=True)
def vacuum_answers_nightly(key: str) -> Callable[[], None]:
    """Enqueue the erasure every night, for answers that were changed, withdrawn or expired."""
    return answers_vacuum_enqueue
