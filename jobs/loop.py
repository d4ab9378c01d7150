"""The embedded driver: a loop that runs what is due, for machines without Redis."""

import logging
import threading
from itertools import count

from django.db import close_old_connections

from jobs.services import jobs_run_due, nightly_enqueue

logger = logging.getLogger(__name__)

PAUSE = 1.0  # seconds between two looks
LOOKS_PER_SWEEP = 60  # how often it also sees to what the sweep of the other driver sees to


def jobs_loop(stop: threading.Event) -> int:
    """Run what is due until `stop` is set. Returns how many jobs finished.

    A database that is locked or away ends one look, never the loop.
    """
    finished = 0
    for look in count():
        if stop.is_set():
            break
        close_old_connections()
        try:
            if look % LOOKS_PER_SWEEP == 0:
                nightly_enqueue()
            finished += jobs_run_due()
        except Exception as error:  # noqa: BLE001 - the loop outlives whatever a look runs into
            logger.error("Looking for background work failed with %s; trying again", type(error).__name__)
        stop.wait(PAUSE)
    close_old_connections()
    return finished
