"""Backups made while a wave was open are listed, and are trouble once they should have been deleted."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from jobs.health import check_causes
from srt.models import Wave
from tests.srt.wave_cases import wave_make

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


@pytest.fixture
def wave(cast) -> Wave:
    """Return a wave that was open from 60 to 40 days ago."""
    made = wave_make(cast)
    now = timezone.now()
    Wave.objects.filter(pk=made.pk).update(opened_at=now - timedelta(days=60), closed_at=now - timedelta(days=40))
    return made


def backup(folder: Path, days_ago: int, name: str = "leerweb.dump") -> Path:
    made: datetime = timezone.now() - timedelta(days=days_ago)
    file = folder / name
    file.write_bytes(b"x")
    os.utime(file, (made.timestamp(), made.timestamp()))
    return file


def test_overdue_backup_of_an_open_wave_is_trouble_until_it_is_deleted(wave, tmp_path, settings):
    settings.LEERWEB_BACKUPS = str(tmp_path)
    file = backup(tmp_path, 50)
    assert check_causes()["srt.backups"] == "a backup of an open round has to be deleted"
    file.unlink()
    assert check_causes()["srt.backups"] == ""


@pytest.mark.parametrize("days_ago", [70, 30])
def test_backup_made_while_no_wave_was_open_may_stay(wave, tmp_path, settings, days_ago):
    settings.LEERWEB_BACKUPS = str(tmp_path)
    backup(tmp_path, days_ago)
    assert check_causes()["srt.backups"] == ""


def test_backup_may_stay_until_thirty_days_after_closing(wave, tmp_path, settings):
    settings.LEERWEB_BACKUPS = str(tmp_path)
    Wave.objects.update(closed_at=timezone.now() - timedelta(days=29))
    backup(tmp_path, 50)
    assert check_causes()["srt.backups"] == ""


def test_command_lists_the_oldest_backup_first_and_fails_if_one_is_overdue(wave, tmp_path, capsys):
    backup(tmp_path, 45, "later.dump")
    backup(tmp_path, 55, "oldest.dump")
    with pytest.raises(CommandError, match="overdue"):
        call_command("check_backups", str(tmp_path))
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("oldest.dump")
    assert "OVERDUE" in second


def test_unreadable_backup_folder_is_reported(settings, tmp_path):
    settings.LEERWEB_BACKUPS = str(tmp_path / "nowhere")
    assert check_causes()["srt.backups"] == "the folder of backups cannot be read"


def test_installation_without_a_folder_of_backups_is_well(settings):
    settings.LEERWEB_BACKUPS = ""
    assert check_causes()["srt.backups"] == ""
