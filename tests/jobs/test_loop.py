"""The embedded driver."""

import threading
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import OperationalError

from jobs import loop
from jobs.loop import jobs_loop
from jobs.services import job_enqueue
from tests.jobs.conftest import KIND

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


def test_run_jobs_does_what_is_due_and_says_how_much(work):
    job_enqueue(kind=KIND, key="a")
    said = StringIO()
    call_command("run_jobs", stdout=said)
    assert said.getvalue() == "1 done\n"
    assert work.finished == ["a"]


def test_the_loop_outlives_a_database_that_is_locked(monkeypatch):
    stop = threading.Event()
    looks = []

    def look() -> int:
        looks.append(1)
        if len(looks) == 1:
            raise OperationalError
        stop.set()
        return 3

    monkeypatch.setattr(loop, "jobs_run_due", look)
    monkeypatch.setattr(loop, "close_old_connections", lambda: None)
    monkeypatch.setattr(loop, "PAUSE", 0)
    assert jobs_loop(stop) == 3
