"""The lists of closings and erasures are written outside the database, without anybody typing a command."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from accounts.services import person_erase
from jobs.models import Job
from srt.services.journal import closings
from srt.services.journal_files import journal_write
from srt.services.journal_job import JOURNAL_JOB
from tests.srt.wave_cases import THIRTEEN, closed_wave, run_jobs

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    """Return the folder of the journal."""
    settings.LEERWEB_JOURNAL = str(tmp_path)
    return tmp_path


def test_published_wave_is_in_the_newest_list_of_closings(cast, folder):
    closed_wave(cast, THIRTEEN)
    newest = max(folder.glob("closings-*.txt"))
    assert newest.read_text(encoding="utf-8").splitlines() == list(closings())
    assert newest.stat().st_mode & 0o077 == 0


def test_erased_person_is_in_the_newest_list_of_erasures(cast, folder):
    person_erase(person=cast["Amira"], actor=None)
    run_jobs()
    assert len(max(folder.glob("erasures-*.txt")).read_text(encoding="utf-8").splitlines()) == 1


def test_earlier_lists_stay(cast, folder):
    journal_write()
    journal_write(now=timezone.now() + timedelta(seconds=1))
    assert len(list(folder.glob("closings-*.txt"))) == 2
    assert not list(folder.glob("*.part"))


def test_folder_that_is_away_keeps_the_job_waiting(cast, settings, tmp_path):
    settings.LEERWEB_JOURNAL = str(tmp_path / "nowhere")
    closed_wave(cast, THIRTEEN)
    job = Job.objects.get(kind=JOURNAL_JOB, done_at=None, key__contains=":")
    assert job.last_error == "FileNotFoundError"


def test_installation_without_a_folder_writes_nothing(cast):
    closed_wave(cast, THIRTEEN)
    assert not Job.objects.filter(kind=JOURNAL_JOB, key__contains=":").exists()
