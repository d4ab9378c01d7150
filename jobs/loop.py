"""The embedded driver: a loop that runs due jobs, for machines without Redis."""

import logging
import threading
from itertools import count

from django.db import close_old_connections

from jobs.services import jobs_run_due, recurring_jobs_enqueue

logger = logging.getLogger(__name__)

PAUSE = 1.0  # seconds between two iterations
ITERATIONS_PER_RECURRING_CHECK = 60  # about a minute, as often as Celery beat runs the dispatcher


def jobs_loop(stop: threading.Event) -> int:
    """Run due jobs until `stop` is set. Return the number of finished jobs.

    A locked or unreachable database ends one iteration, never the loop.
    """
    finished = 0
    for iteration in count():
        if stop.is_set():
            break
        close_old_connections()
        try:
            if iteration % ITERATIONS_PER_RECURRING_CHECK == 0:
                recurring_jobs_enqueue()
            finished += jobs_run_due()
        except Exception as error:  # noqa: BLE001 - the loop must survive any error
            logger.error("Running background jobs failed with %s; trying again", type(error).__name__)
        stop.wait(PAUSE)
    close_old_connections()
    return finished
