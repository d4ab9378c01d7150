"""Claiming, running and retrying jobs."""

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


def test_job_runs_once_however_often_it_is_enqueued(work):
    for _ in range(3):
        job_enqueue(kind=KIND, key="a")
    jobs_run_due()
    job_enqueue(kind=KIND, key="a")
    jobs_run_due()
    assert work.finished == ["a"]


def test_duplicate_delivery_finds_the_job_done(work):
    job = job_enqueue(kind=KIND, key="a")
    assert [job_run(job_id=job.pk), job_run(job_id=job.pk)] == [True, False]
    assert work.started == ["a"]


def test_delivery_during_another_workers_run_does_nothing(work):
    job = job_enqueue(kind=KIND, key="a")
    work.during = lambda _key: second.append(job_run(job_id=job.pk))
    second: list[bool] = []
    assert job_run(job_id=job.pk) is True
    assert second == [False]
    assert work.started == ["a"]


def test_job_waits_until_it_is_due(work):
    job = job_enqueue(kind=KIND, key="a", due_at=timezone.now() + timedelta(minutes=1))
    assert job_run(job_id=job.pk) is False
    assert jobs_due() == []


def test_job_of_a_dead_worker_is_free_after_its_lease(work):
    job = job_enqueue(kind=KIND, key="a")
    Job.objects.filter(pk=job.pk).update(lease=uuid.uuid4(), leased_until=timezone.now() + LEASE)
    assert job_run(job_id=job.pk) is False
    Job.objects.filter(pk=job.pk).update(leased_until=timezone.now() - timedelta(seconds=1))
    assert job_run(job_id=job.pk) is True


def test_worker_that_lost_its_lease_saves_nothing(work):
    job = job_enqueue(kind=KIND, key="a")
    work.during = lambda _key: Job.objects.filter(pk=job.pk).update(lease=uuid.uuid4())
    assert job_run(job_id=job.pk) is False
    assert work.finished == []
    assert Job.objects.get(pk=job.pk).done_at is None


def test_outcome_and_done_at_are_saved_together(work):
    """A crash while the outcome is saved leaves neither."""
    job = job_enqueue(kind=KIND, key="a")
    work.at_finish = raising(RuntimeError("crash"))
    assert job_run(job_id=job.pk) is False
    assert Job.objects.get(pk=job.pk).done_at is None
    work.at_finish = lambda _key: None
    Job.objects.filter(pk=job.pk).update(due_at=timezone.now())
    assert job_run(job_id=job.pk) is True
    assert work.finished == ["a"]


def test_back_off_grows_up_to_an_hour(work):
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


def test_last_error_is_the_class_of_the_error_without_its_text(work, caplog):
    job = job_enqueue(kind=KIND, key="a")
    work.during = raising(ValueError("answer 4 of amira@example.org"))
    with caplog.at_level(logging.INFO):
        job_run(job_id=job.pk)
    assert Job.objects.get(pk=job.pk).last_error == "ValueError"
    assert "amira" not in caplog.text


def test_job_that_asks_for_a_later_moment_is_not_late_before_it(work):
    later = timezone.now() + timedelta(days=2)
    job = job_enqueue(kind=KIND, key="a")
    work.during = raising(RetryLater(until=later))
    job_run(job_id=job.pk)
    job.refresh_from_db()
    assert (job.due_at, job.wanted_at) == (later, later)


def test_unavailable_server_is_tried_once_and_jobs_keep_their_order(work):
    jobs_enqueue(kind=KIND, keys=["a", "b", "c"])
    work.during = raising(ServiceUnavailableError(after=timedelta(minutes=1)))
    jobs_run_due()
    assert work.started == ["a"]
    assert len(set(Job.objects.values_list("due_at", flat=True))) == 1
    job_enqueue(kind=KIND, key="d")
    jobs_run_due()
    work.during = lambda _key: None
    Job.objects.update(due_at=timezone.now())
    jobs_run_due()
    assert work.finished == ["a", "b", "c", "d"]


def test_job_that_breaks_its_server_yields_to_the_others_in_the_end(work):
    jobs_enqueue(kind=KIND, keys=["a", "b"])
    Job.objects.filter(key="a").update(attempts=120)
    work.during = lambda key: raising(ServiceUnavailableError(after=timedelta(0)))(key) if key == "a" else None
    jobs_run_due()
    Job.objects.filter(key="b").update(due_at=timezone.now(), dispatched_at=None)
    jobs_run_due()
    assert work.finished == ["b"]


def test_unknown_kind_cannot_be_enqueued():
    with pytest.raises(KeyError):
        job_enqueue(kind="tests.unknown", key="a")


def test_dispatched_job_is_not_dispatched_again_at_once(work):
    jobs_enqueue(kind=KIND, keys=["a", "b"])
    assert len(jobs_due()) == 2
    assert jobs_due() == []
    assert len(jobs_due(now=timezone.now() + timedelta(minutes=3))) == 2


@pytest.mark.django_db(transaction=True)
def test_two_dispatchers_at_once_dispatch_every_job_once(work):
    jobs_enqueue(kind=KIND, keys=[str(number) for number in range(40)])
    dispatched: list[int] = []
    start = threading.Barrier(2)

    def dispatch() -> None:
        start.wait()
        try:
            dispatched.extend(jobs_due())
        finally:
            connection.close()

    dispatchers = [threading.Thread(target=dispatch) for _ in range(2)]
    for dispatcher in dispatchers:
        dispatcher.start()
    for dispatcher in dispatchers:
        dispatcher.join()
    assert len(dispatched) == len(set(dispatched)) == 40


TOMORROW = timedelta(days=1)


def test_lease_from_a_clock_that_was_ahead_holds_no_job(work):
    job = job_enqueue(kind=KIND, key="a")
    ahead = timezone.now() + TOMORROW
    Job.objects.update(lease=uuid.uuid4(), leased_until=ahead + LEASE, dispatched_at=ahead)
    assert jobs_due() == [job.pk]
    assert job_run(job_id=job.pk) is True


def test_back_off_from_a_clock_that_was_ahead_postpones_no_job(work):
    job = job_enqueue(kind=KIND, key="a")
    Job.objects.update(due_at=timezone.now() + TOMORROW)
    assert jobs_due() == [job.pk]


def test_job_enqueued_while_the_clock_was_ahead_runs_now(work):
    job = job_enqueue(kind=KIND, key="a")
    ahead = timezone.now() + TOMORROW
    Job.objects.update(created_at=ahead, due_at=ahead, wanted_at=ahead)
    assert jobs_due() == [job.pk]


def test_scheduled_job_waits_whatever_the_clock_did(work):
    job_enqueue(kind=KIND, key="a", due_at=timezone.now() + TOMORROW)
    assert jobs_due() == []


def test_lease_of_a_clock_slightly_ahead_is_respected(work):
    job_enqueue(kind=KIND, key="a")
    Job.objects.update(lease=uuid.uuid4(), leased_until=timezone.now() + LEASE + timedelta(seconds=30))
    assert jobs_due() == []
