"""Claiming, doing and giving back one job."""

import logging
import threading
import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from jobs.models import Job
from jobs.registry import RetryLater, ServiceUnavailableError
from jobs.services import LEASE, LONGEST_BACKOFF, job_enqueue, job_run, jobs_due, jobs_enqueue, jobs_run_due
from tests.jobs.conftest import KIND

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


def raising(error):
    def handler(key):
        raise error

    return handler


def test_work_is_done_once_however_often_it_is_asked_for(work):
    for _ in range(3):
        job_enqueue(kind=KIND, key="a")
    jobs_run_due()
    job_enqueue(kind=KIND, key="a")
    jobs_run_due()
    assert work.finished == ["a"]


def test_a_doubled_delivery_finds_the_job_done(work):
    job = job_enqueue(kind=KIND, key="a")
    assert [job_run(job_id=job.pk), job_run(job_id=job.pk)] == [True, False]
    assert work.begun == ["a"]


def test_a_delivery_while_another_worker_is_busy_does_nothing(work):
    job = job_enqueue(kind=KIND, key="a")
    work.during = lambda _key: second.append(job_run(job_id=job.pk))
    second: list[bool] = []
    assert job_run(job_id=job.pk) is True
    assert second == [False]
    assert work.begun == ["a"]


def test_work_that_is_not_due_yet_waits(work):
    job = job_enqueue(kind=KIND, key="a", due_at=timezone.now() + timedelta(minutes=1))
    assert job_run(job_id=job.pk) is False
    assert jobs_due() == []


def test_a_worker_that_died_leaves_the_job_to_the_next_after_its_lease(work):
    job = job_enqueue(kind=KIND, key="a")
    Job.objects.filter(pk=job.pk).update(lease=uuid.uuid4(), leased_until=timezone.now() + LEASE)
    assert job_run(job_id=job.pk) is False
    Job.objects.filter(pk=job.pk).update(leased_until=timezone.now() - timedelta(seconds=1))
    assert job_run(job_id=job.pk) is True


def test_who_lost_the_lease_meanwhile_writes_nothing(work):
    job = job_enqueue(kind=KIND, key="a")
    work.during = lambda _key: Job.objects.filter(pk=job.pk).update(lease=uuid.uuid4())
    assert job_run(job_id=job.pk) is False
    assert work.finished == []
    assert Job.objects.get(pk=job.pk).done_at is None


def test_outcome_and_done_are_written_together(work):
    """A crash while the outcome is written leaves neither."""
    job = job_enqueue(kind=KIND, key="a")
    work.at_finish = raising(RuntimeError("crash"))
    assert job_run(job_id=job.pk) is False
    assert Job.objects.get(pk=job.pk).done_at is None
    work.at_finish = lambda _key: None
    Job.objects.filter(pk=job.pk).update(due_at=timezone.now())
    assert job_run(job_id=job.pk) is True
    assert work.finished == ["a"]


def test_back_off_grows_and_ends_at_an_hour(work):
    job = job_enqueue(kind=KIND, key="a")
    work.during = raising(ValueError())
    waits = []
    for _ in range(15):
        Job.objects.filter(pk=job.pk).update(due_at=timezone.now())
        before = timezone.now()
        job_run(job_id=job.pk)
        waits.append(Job.objects.get(pk=job.pk).due_at - before)
    assert waits[0] < waits[1] < waits[2]
    assert timedelta(0) <= waits[-1] - LONGEST_BACKOFF < timedelta(minutes=1)


def test_trouble_names_the_class_of_an_error_and_not_its_text(work, caplog):
    job = job_enqueue(kind=KIND, key="a")
    work.during = raising(ValueError("answer 4 of amira@example.org"))
    with caplog.at_level(logging.INFO):
        job_run(job_id=job.pk)
    assert Job.objects.get(pk=job.pk).trouble == "ValueError"
    assert "amira" not in caplog.text


def test_work_that_asks_for_a_later_moment_is_not_late_until_then(work):
    later = timezone.now() + timedelta(days=2)
    job = job_enqueue(kind=KIND, key="a")
    work.during = raising(RetryLater(until=later))
    job_run(job_id=job.pk)
    job.refresh_from_db()
    assert (job.due_at, job.wanted_at) == (later, later)


def test_a_server_that_is_away_is_tried_once_and_everything_waits_in_order(work):
    jobs_enqueue(kind=KIND, keys=["a", "b", "c"])
    work.during = raising(ServiceUnavailableError(after=timedelta(minutes=1)))
    jobs_run_due()
    assert work.begun == ["a"]
    assert len(set(Job.objects.values_list("due_at", flat=True))) == 1
    job_enqueue(kind=KIND, key="d")
    jobs_run_due()
    work.during = lambda _key: None
    Job.objects.update(due_at=timezone.now())
    jobs_run_due()
    assert work.finished == ["a", "b", "c", "d"]


def test_one_job_that_the_server_cannot_bear_steps_aside_in_the_end(work):
    jobs_enqueue(kind=KIND, keys=["a", "b"])
    Job.objects.filter(key="a").update(attempts=120)
    work.during = lambda key: raising(ServiceUnavailableError(after=timedelta(0)))(key) if key == "a" else None
    jobs_run_due()
    Job.objects.filter(key="b").update(due_at=timezone.now(), hinted_at=None)
    jobs_run_due()
    assert work.finished == ["b"]


def test_an_unknown_kind_is_refused_when_it_is_written():
    with pytest.raises(KeyError):
        job_enqueue(kind="tests.unknown", key="a")


def test_what_was_handed_out_is_not_handed_out_again_at_once(work):
    jobs_enqueue(kind=KIND, keys=["a", "b"])
    assert len(jobs_due()) == 2
    assert jobs_due() == []
    assert len(jobs_due(now=timezone.now() + timedelta(minutes=3))) == 2


@pytest.mark.django_db(transaction=True)
def test_two_sweepers_at_once_hand_out_every_job_once(work):
    jobs_enqueue(kind=KIND, keys=[str(number) for number in range(40)])
    handed_out: list[int] = []
    start = threading.Barrier(2)

    def sweep() -> None:
        start.wait()
        try:
            handed_out.extend(jobs_due())
        finally:
            connection.close()

    sweepers = [threading.Thread(target=sweep) for _ in range(2)]
    for sweeper in sweepers:
        sweeper.start()
    for sweeper in sweepers:
        sweeper.join()
    assert len(handed_out) == len(set(handed_out)) == 40
