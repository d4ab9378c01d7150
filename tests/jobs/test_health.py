"""The health checks."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jobs import health
from jobs.models import Job
from jobs.selectors import jobs_late
from jobs.services import job_enqueue, job_run
from tests.jobs.conftest import KIND

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


def test_health_is_good_when_no_job_is_open():
    assert health.health()["jobs"] is True


def test_job_older_than_ten_minutes_is_late(work):
    job_enqueue(kind=KIND, key="a", due_at=timezone.now() - timedelta(minutes=11))
    assert jobs_late() == 1
    assert health.health()["jobs"] is False


def test_failing_job_is_late_despite_its_back_off(work):
    def fail(key):
        raise ValueError

    work.during = fail
    job = job_enqueue(kind=KIND, key="a", due_at=timezone.now() - timedelta(minutes=11))
    job_run(job_id=job.pk)
    assert Job.objects.get().due_at > timezone.now()
    assert jobs_late() == 1


def test_scheduled_job_is_not_late(work):
    job_enqueue(kind=KIND, key="a", due_at=timezone.now() + timedelta(days=1))
    assert jobs_late() == 0


def test_check_that_raises_counts_as_failed(monkeypatch):
    def broken() -> bool:
        raise OSError

    monkeypatch.setitem(health._checks, "tests.broken", broken)
    assert health.health()["tests.broken"] is False


def test_check_cannot_be_registered_twice():
    with pytest.raises(ValueError, match="twice"):
        health.health_check("jobs")(lambda: True)
