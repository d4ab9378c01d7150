"""Back up, destroy, restore: every row comes back, and the installation works."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection, connections

from accounts.models import User
from accounts.services import person_erase
from srt.models import DraftResponse, ReleasedCell, Response, ScoreRun
from srt.services.closing import wave_close
from tests.services.postgres import Postgres
from tests.services.processes import run, unprivileged
from tests.srt.wave_cases import THIRTEEN, answer, answer_all, close_and_score, closed_wave, run_jobs, wave_make
from tests.world import year_make

pytestmark = [pytest.mark.worker, pytest.mark.slow("a PostgreSQL of its own is made, backed up and destroyed")]


CHECKSUM = "SELECT count(*), md5(coalesce(string_agg(row, E'\\n' ORDER BY row), '')) FROM ({rows}) found"


def tool(server: Postgres, name: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs as docs/running.md does."""
    command: list[str | Path] = [
        server.programs / name,
        "-h",
        str(server.folder),
        "-p",
        "5432",
        "-U",
        "leerweb",
        *arguments,
    ]
    run(command, cwd="/", **unprivileged())


def contents() -> dict[str, tuple[int, str]]:
    """Return the number of rows of each table with a checksum, and the value of each sequence."""
    found = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        for (table,) in cursor.fetchall():
            rows = f"SELECT t::text AS row FROM {connection.ops.quote_name(table)} t"  # noqa: S608 - a name of ours
            cursor.execute(CHECKSUM.format(rows=rows))
            found[table] = cursor.fetchone()
        cursor.execute("SELECT sequencename, coalesce(last_value, 0), '' FROM pg_sequences ORDER BY 1")
        found |= {name: (value, mark) for name, value, mark in cursor.fetchall()}
    return found


def test_restored_backup_has_every_row_and_continues(own_postgres, cast):
    closed_wave(cast, THIRTEEN, study_year=year_make(cast, 1))
    wave = wave_make(cast)
    answer_all(wave, cast, THIRTEEN[:12])
    before = contents()
    assert before["srt_draftresponse"][0] == 12
    backup = str(own_postgres.folder / "leerweb.dump")
    tool(own_postgres, "pg_dump", "-Fc", "-f", backup, "leerweb")

    answer(wave, cast[THIRTEEN[12]], "1")
    assert contents() != before
    connections.close_all()
    tool(own_postgres, "dropdb", "--force", "leerweb")
    tool(own_postgres, "createdb", "leerweb")
    tool(own_postgres, "pg_restore", "-d", "leerweb", backup)

    assert contents() == before
    answer(wave, cast[THIRTEEN[12]], "4")
    assert DraftResponse.objects.count() == 13
    assert ScoreRun.objects.filter(wave=close_and_score(wave, cast)).count() == 1


def test_wave_that_closed_after_the_backup_is_not_published_twice(own_postgres, cast, settings, tmp_path):
    settings.LEERWEB_JOURNAL = str(tmp_path)
    wave = wave_make(cast)
    answer_all(wave, cast, THIRTEEN[:11])
    backup = str(own_postgres.folder / "open.dump")
    tool(own_postgres, "pg_dump", "-Fc", "-f", backup, "leerweb")
    answer(wave, cast[THIRTEEN[11]], "4")
    close_and_score(wave, cast)
    published = list(ReleasedCell.objects.order_by("release__wave_network", "position").values_list("n", "mean"))
    for name in THIRTEEN[:2]:
        person_erase(person=cast[name], actor=None)
    run_jobs()

    connections.close_all()
    tool(own_postgres, "dropdb", "--force", "leerweb")
    tool(own_postgres, "createdb", "leerweb")
    tool(own_postgres, "pg_restore", "-d", "leerweb", backup)
    call_command("replay_erasures", str(max(tmp_path.glob("erasures-*.txt"))))
    call_command("after_restore", closings=max(tmp_path.glob("closings-*.txt")))
    run_jobs()

    wave.refresh_from_db()
    assert not User.objects.filter(email__in=[f"{name.lower()}@example.org" for name in THIRTEEN[:2]]).exists()
    assert wave.closed_at is not None
    assert not DraftResponse.objects.exists()
    assert not Response.objects.exists()
    assert published == list(
        ReleasedCell.objects.order_by("release__wave_network", "position").values_list("n", "mean")
    )
    with pytest.raises(ValidationError):
        wave_close(wave=wave, actor=cast["Nadia"])
