"""The job that writes the journal, for the services that have something to write in it."""

from django.conf import settings

from jobs.services import job_enqueue

JOURNAL_JOB = "srt.write_journal"


def journal_enqueue(*, key: str) -> None:
    """Queue the writing of closings and erasures outside the database; `key` names the occasion."""
    if settings.LEERWEB_JOURNAL:
        job_enqueue(kind=JOURNAL_JOB, key=key)
