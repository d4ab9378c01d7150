"""The embedded driver: a loop that runs what is due, for machines without Redis."""

import logging
import threading

from django.db import close_old_connections

from jobs.services import jobs_run_due

logger = logging.getLogger(__name__)

PAUSE = 1.0  # seconds between two looks


def jobs_loop(stop: threading.Event) -> int:
    """Run what is due until `stop` is set. Returns how many jobs finished.

    A database that is locked or away ends one look, never the loop.
    """
    finished = 0
    while not stop.is_set():
        close_old_connections()
        try:
            finished += jobs_run_due()
        except Exception as error:  # noqa: BLE001 - the loop outlives whatever a look runs into
            logger.error("Looking for background work failed with %s; trying again", type(error).__name__)
        stop.wait(PAUSE)
    close_old_connections()
    return finished
