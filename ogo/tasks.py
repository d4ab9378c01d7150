"""Background jobs of design-based research. See jobs/registry.py."""

from jobs.registry import job_kind
from ogo.services.asks import VACUUM_JOB, answers_vacuum


@job_kind(VACUUM_JOB, recurring=True)
def vacuum_answers(key: str) -> None:
    """Erase what deleted answers left behind in the database files, after showing and every night."""
    answers_vacuum()
