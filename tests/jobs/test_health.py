"""What turns the health page red."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jobs import health
from jobs.models import Job
from jobs.selectors import jobs_late
from jobs.services import job_enqueue, job_run
from tests.jobs.conftest import KIND

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


def test_all_is_well_when_nothing_waits():
    assert health.health()["jobs"] is True


def test_work_older_than_ten_minutes_is_late(work):
    job_enqueue(kind=KIND, key="a", due_at=timezone.now() - timedelta(minutes=11))
    assert jobs_late() == 1
    assert health.health()["jobs"] is False


def test_work_that_keeps_failing_is_late_however_often_it_is_put_back(work):
    def fail(key):
        raise ValueError

    work.during = fail
    job = job_enqueue(kind=KIND, key="a", due_at=timezone.now() - timedelta(minutes=11))
    job_run(job_id=job.pk)
    assert Job.objects.get().due_at > timezone.now()
    assert jobs_late() == 1


def test_work_for_later_is_not_late(work):
    job_enqueue(kind=KIND, key="a", due_at=timezone.now() + timedelta(days=1))
    assert jobs_late() == 0


def test_a_check_that_fails_is_not_well(monkeypatch):
    def broken() -> bool:
        raise OSError

    monkeypatch.setitem(health._checks, "tests.broken", broken)
    assert health.health()["tests.broken"] is False


def test_a_name_is_registered_once():
    with pytest.raises(ValueError, match="twice"):
        health.health_check("jobs")(lambda: True)
