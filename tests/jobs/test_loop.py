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


def test_run_jobs_runs_due_jobs_and_prints_their_number(work):
    job_enqueue(kind=KIND, key="a")
    output = StringIO()
    call_command("run_jobs", stdout=output)
    assert output.getvalue() == "1 done\n"
    assert work.finished == ["a"]


def test_loop_survives_a_locked_database(monkeypatch):
    stop = threading.Event()
    calls = []

    def run() -> int:
        calls.append(1)
        if len(calls) == 1:
            raise OperationalError
        stop.set()
        return 3

    monkeypatch.setattr(loop, "jobs_run_due", run)
    monkeypatch.setattr(loop, "close_old_connections", lambda: None)
    monkeypatch.setattr(loop, "PAUSE", 0)
    assert jobs_loop(stop) == 3
