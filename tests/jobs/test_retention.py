"""What happens every night, and that finished work is forgotten."""

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
def test_the_work_of_the_coming_night_is_written_for_three_o_clock(now, night):
    recurring_jobs_enqueue(now=now)
    written = Job.objects.filter(key=night, kind__in=recurring_kinds())
    assert set(written.values_list("kind", flat=True)) == set(recurring_kinds())
    assert {timezone.localtime(each.due_at).hour for each in written} == {3}


def test_a_night_is_written_once_however_often_is_looked():
    for _look in range(2):
        dispatch()
    assert Job.objects.filter(kind="jobs.forget").count() == 1


@pytest.mark.parametrize("kind", recurring_kinds())
def test_the_work_of_a_night_that_was_missed_is_done_when_there_is_a_machine_again(cast, kind):
    recurring_jobs_enqueue(now=timezone.now() - timedelta(days=3))
    assert job_run(job_id=Job.objects.get(kind=kind).pk)


def test_every_floor_that_keeps_things_has_work_at_night():
    assert {kind.partition(".")[0] for kind in recurring_kinds()} == {
        "accounts",
        "audit",
        "jobs",
        "mailing",
        "meetings",
        "srt",
    }
    assert all(handler_for(kind) for kind in recurring_kinds())


def test_work_that_was_done_goes_after_half_a_year():
    now = timezone.now()
    job("gone", done_at=now - LOG_RETENTION - timedelta(minutes=1))
    job("stays", done_at=now - LOG_RETENTION + timedelta(minutes=1))
    for _again in range(2):
        purge("2026-11-26")
    assert [each.key for each in Job.objects.all()] == ["stays"]


def test_work_that_is_not_done_stays_however_old_it_is():
    old = job("waits")
    Job.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=4000), due_at=timezone.now())
    purge("2026-11-26")
    assert Job.objects.filter(pk=old.pk).exists()


def test_rows_go_in_parts_and_each_part_is_told_first(monkeypatch):
    monkeypatch.setattr(rows, "ROWS_AT_ONCE", 2)
    keys = [job(name).pk for name in "abcde"]
    parts: list[list[int]] = []
    assert rows_purge(Job.objects.filter(kind=KIND), first=lambda part: parts.append(list(part))) == 5
    assert parts == [keys[:2], keys[2:4], keys[4:]]
    assert not Job.objects.filter(kind=KIND).exists()


def test_a_row_that_has_to_stay_by_the_time_of_its_part_stays():
    late = job("late")

    def finished(part: object) -> None:
        Job.objects.filter(pk=late.pk).update(done_at=timezone.now())

    rows_purge(Job.objects.filter(kind=KIND, done_at=None), first=finished)
    assert Job.objects.filter(pk=late.pk).exists()
