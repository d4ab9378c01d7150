"""The hint to the broker, which may be away."""

import time

import pytest

from jobs import services
from jobs.models import Job
from jobs.services import job_enqueue
from tests.jobs.conftest import KIND

pytestmark = pytest.mark.django_db


@pytest.fixture
def broker_away(settings, monkeypatch):
    """A broker address where nobody listens, and a client that finds out at once."""
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"
    monkeypatch.setattr(services, "_no_hints_before", 0.0)
    tries: list[str] = []

    def send_task(task, **options):
        tries.append(task)
        raise ConnectionError

    monkeypatch.setattr("celery.current_app.send_task", send_task)
    return tries


def test_work_is_written_also_when_the_broker_is_away(work, broker_away, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job_enqueue(kind=KIND, key="a")
    assert Job.objects.filter(kind=KIND, key="a").exists()
    assert broker_away == ["jobs.tasks.run_job"]


def test_a_page_waits_only_once_for_a_broker_that_is_away(work, broker_away, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for key in "abc":
            job_enqueue(kind=KIND, key=key)
    assert len(broker_away) == 1


def test_hints_go_on_after_a_rest(work, broker_away, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(services, "_no_hints_before", time.monotonic() - 1)
    with django_capture_on_commit_callbacks(execute=True):
        job_enqueue(kind=KIND, key="a")
    assert len(broker_away) == 1


def test_without_a_broker_nothing_is_hinted(work, broker_away, settings, django_capture_on_commit_callbacks):
    settings.CELERY_BROKER_URL = ""
    with django_capture_on_commit_callbacks(execute=True):
        job_enqueue(kind=KIND, key="a")
    assert broker_away == []
