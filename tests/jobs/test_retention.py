"""Recurring jobs are enqueued every night, and finished jobs expire."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from accounts.tasks import purge
from jobs import rows
from jobs.models import Job
from jobs.registry import handler_for, recurring_kinds
from jobs.retention import LOG_RETENTION, rows_purge
from jobs.services import job_run, recurring_jobs_enqueue
from jobs.tasks import dispatch
from tests.jobs.conftest import KIND

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def job(key: str, **fields: object) -> Job:
    return Job.objects.create(kind=KIND, key=key, due_at=timezone.now(), **fields)


@pytest.mark.parametrize(
    ("now", "night"),
    [
        (datetime(2027, 3, 27, 2, 59, tzinfo=AMSTERDAM), "2027-03-27"),
        (datetime(2027, 3, 27, 3, 0, tzinfo=AMSTERDAM), "2027-03-28"),
        (datetime(2026, 12, 31, 23, 59, tzinfo=AMSTERDAM), "2027-01-01"),
    ],
)
def test_recurring_jobs_are_due_at_the_next_three_at_night(now, night):
    recurring_jobs_enqueue(now=now)
    written = Job.objects.filter(key=night, kind__in=recurring_kinds())
    assert set(written.values_list("kind", flat=True)) == set(recurring_kinds())
    assert {timezone.localtime(each.due_at).hour for each in written} == {3}


def test_recurring_job_is_enqueued_once_per_night():
    for _again in range(2):
        dispatch()
    assert Job.objects.filter(kind="accounts.purge").count() == 1


@pytest.mark.parametrize("kind", recurring_kinds())
def test_missed_recurring_job_runs_later(cast, kind):
    recurring_jobs_enqueue(now=timezone.now() - timedelta(days=3))
    assert job_run(job_id=Job.objects.get(kind=kind).pk)


def test_purges_are_recurring_jobs():
    assert {"accounts.purge", "srt.purge_chart_files"} <= set(recurring_kinds())
    assert all(handler_for(kind) for kind in recurring_kinds())


def test_finished_job_expires_after_half_a_year():
    now = timezone.now()
    job("deleted", done_at=now - LOG_RETENTION - timedelta(minutes=1))
    job("stays", done_at=now - LOG_RETENTION + timedelta(minutes=1))
    for _again in range(2):
        purge("2026-11-26")
    assert [each.key for each in Job.objects.all()] == ["stays"]


def test_unfinished_job_never_expires():
    old = job("waits")
    Job.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=4000), due_at=timezone.now())
    purge("2026-11-26")
    assert Job.objects.filter(pk=old.pk).exists()


def test_purge_calls_first_for_each_batch(monkeypatch):
    monkeypatch.setattr(rows, "ROWS_AT_ONCE", 2)
    keys = [job(name).pk for name in "abcde"]
    batches: list[list[int]] = []
    assert rows_purge(Job.objects.filter(kind=KIND), first=lambda batch: batches.append(list(batch))) == 5
    assert batches == [keys[:2], keys[2:4], keys[4:]]
    assert not Job.objects.filter(kind=KIND).exists()


def test_purge_spares_a_row_that_changed_meanwhile():
    late = job("late")

    def finish(_batch: object) -> None:
        Job.objects.filter(pk=late.pk).update(done_at=timezone.now())

    rows_purge(Job.objects.filter(kind=KIND, done_at=None), first=finish)
    assert Job.objects.filter(pk=late.pk).exists()
