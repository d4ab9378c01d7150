"""Workers that die in the middle of their work: nothing is lost, and nothing happens twice."""

from __future__ import annotations

import random
import time

import pytest
from django.db import connection

from jobs.models import Job
from srt.models import ScoreRun
from tests.faults.closings import (
    close_by_hand_and_by_time,
    deliver_doubled,
    each_wave_happened_once,
    leases,
    leases_run_out,
    open_jobs,
    settle,
    waves_make,
)
from tests.fixtures.worker import Worker

pytestmark = pytest.mark.worker

LONGEST_WORK = 0.15  # seconds; scoring or drawing takes about as long


@pytest.fixture
def waves(request, mail_server, celery_worker_process: Worker, cast):
    """Create as many open and answered waves as the test asks for, with their emails sent."""
    found = waves_make(cast, request.param)
    celery_worker_process.wait(lambda: not open_jobs(), what="the emails of the opening")
    return found


def kill_in_mid_work(worker: Worker, dice: random.Random) -> bool:
    """Kill every worker at a random moment after work began; return whether one was busy."""
    worker.wait(lambda: leases() or not open_jobs(), what="work that has begun")
    time.sleep(dice.uniform(0, LONGEST_WORK))  # the random moment itself, with nothing to wait for
    worker.kill()
    return bool(leases())


@pytest.mark.parametrize("waves", [3], indirect=True)
def test_worker_killed_in_mid_work_loses_and_doubles_nothing(waves, celery_worker_process, mail_server, cast):
    close_by_hand_and_by_time(waves, cast)
    deliver_doubled()
    celery_worker_process.wait(lambda: Job.objects.filter(kind="srt.score_wave", leased_until__isnull=False).exists())
    celery_worker_process.kill()
    assert ScoreRun.objects.count() < len(waves)
    leases_run_out()
    celery_worker_process.start()
    settle(waves)
    each_wave_happened_once(waves, mail_server)


@pytest.mark.slow("twenty workers are killed while forty waves close")
@pytest.mark.parametrize("waves", [40], indirect=True)
def test_forty_waves_close_despite_twenty_kills(waves, celery_worker_process, mail_server, cast):
    seed = random.randrange(10**6)  # noqa: S311 - chance, not secrecy
    print(f"seed {seed}")  # noqa: T201 - shown when the test fails
    dice = random.Random(seed)  # noqa: S311 - the same
    in_mid_work = 0
    for place in range(20):
        close_by_hand_and_by_time(waves[2 * place : 2 * place + 2], cast)
        deliver_doubled()
        in_mid_work += kill_in_mid_work(celery_worker_process, dice)
        leases_run_out()
        celery_worker_process.start()
        deliver_doubled()
    assert in_mid_work >= 10
    celery_worker_process.start()
    settle(waves)
    each_wave_happened_once(waves, mail_server)


@pytest.mark.slow("connections are cut while twelve waves close, one after another")
@pytest.mark.parametrize("waves", [12], indirect=True)
def test_connections_cut_in_mid_work_lose_and_double_nothing(waves, celery_worker_process, mail_server, cast):
    cut = 0
    for wave in waves:
        of_the_dead = leases()
        close_by_hand_and_by_time([wave], cast)
        deliver_doubled()
        celery_worker_process.wait(lambda dead=of_the_dead: leases() - dead, what="work that has begun")
        cut += cut_connections()
    assert cut >= len(waves) / 2
    celery_worker_process.kill()  # so that no lease is held while time passes
    leases_run_out()
    celery_worker_process.start()
    settle(waves)
    each_wave_happened_once(waves, mail_server)


def cut_connections() -> int:
    """End every other connection to this database, as a failing network would; return their number."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        row = cursor.fetchone()
    return int(row[0]) if row else 0
