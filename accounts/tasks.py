"""Background work of this app."""

import logging

from accounts.registry import PersonalData, personal_data
from jobs.registry import job_kind

logger = logging.getLogger(__name__)


class PurgeError(Exception):
    """Some expired data could not be deleted; the log says which."""


@job_kind("accounts.purge", recurring=True)
def purge(key: str) -> None:
    """Delete all personal data that has expired, as the apps declare it.

    Raises PurgeError, so that the job is tried again, after purging whatever could be purged.
    """
    purged = [_purged(data) for data in personal_data()]
    if not all(purged):
        raise PurgeError


def _purged(data: PersonalData) -> bool:
    try:
        data.purge()
    except Exception as error:  # noqa: BLE001 - one failure must not keep other data beyond its term
        logger.error("Purging %s failed with %s", data.code, type(error).__name__)
        return False
    return True
