"""Nudging the broker, which may be down."""

import time

import pytest

from jobs import services
from jobs.models import Job
from jobs.services import job_enqueue
from tests.jobs.conftest import KIND

pytestmark = pytest.mark.django_db


@pytest.fixture
def broken_broker(settings, monkeypatch):
    """A broker that refuses connections; returns the tasks that were sent to it."""
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"
    monkeypatch.setattr(services, "_no_nudges_before", 0.0)
    attempts: list[str] = []

    def send_task(task, **options):
        attempts.append(task)
        raise ConnectionError

    monkeypatch.setattr("celery.current_app.send_task", send_task)
    return attempts


def test_job_is_enqueued_while_the_broker_is_down(work, broken_broker, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job_enqueue(kind=KIND, key="a")
    assert Job.objects.filter(kind=KIND, key="a").exists()
    assert broken_broker == ["jobs.tasks.run_job"]


def test_page_waits_only_once_for_a_broker_that_is_down(work, broken_broker, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for key in "abc":
            job_enqueue(kind=KIND, key=key)
    assert len(broken_broker) == 1


def test_nudges_resume_after_a_pause(work, broken_broker, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(services, "_no_nudges_before", time.monotonic() - 1)
    with django_capture_on_commit_callbacks(execute=True):
        job_enqueue(kind=KIND, key="a")
    assert len(broken_broker) == 1


def test_no_broker_means_no_nudges(work, broken_broker, settings, django_capture_on_commit_callbacks):
    settings.CELERY_BROKER_URL = ""
    with django_capture_on_commit_callbacks(execute=True):
        job_enqueue(kind=KIND, key="a")
    assert broken_broker == []
