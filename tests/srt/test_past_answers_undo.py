"""Undoing an import of past answers until someone has seen its results, and rows without answers."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from audit.models import AuditEntry
from srt.models import Chart, Release, ReleasedCell, Response, ScoreRun, Wave
from srt.services.charts import charts_draw
from srt.services.journal import closings_replay
from srt.services.past_answers import imported_waves_mark_seen, past_answers_read, past_answers_undo
from srt.services.scoring import wave_score
from tests.srt.test_past_answers import (  # noqa: F401 - fixtures
    burgerschap,
    file_of,
    import_rows,
    instrument,
    year,
)
from tests.srt.wave_cases import ITEMS, THIRTEEN, answer_all, close_and_score, run_jobs, wave_make

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


@pytest.fixture
def wave(cast, instrument, year) -> Wave:  # noqa: F811 - fixtures
    wave = import_rows(cast, instrument, year, burgerschap(12), actor=cast["Nadia"])
    run_jobs()
    return wave


def result(wave: Wave, cast, name: str = "result") -> str:
    return reverse(f"srt:{name}", args=[cast.burgerschap.pk, wave.pk])


def undo(client, cast, wave):
    client.force_login(cast["Nadia"])
    page = reverse("srt:past_answers_undo", args=[cast.werkplaats.pk, wave.pk])
    return client.post(page, follow=True).content.decode()


def test_unseen_import_can_be_undone_and_repeated(client, cast, instrument, year, wave):  # noqa: F811 - fixtures
    page = client.get(reverse("srt:programme_statements", args=[cast.werkplaats.pk]))
    assert "weggehaald" in undo(client, cast, wave)
    assert not Wave.objects.filter(pk=wave.pk).exists()
    assert not any(model.objects.exists() for model in (Response, ScoreRun, Release, Chart))
    assert AuditEntry.objects.filter(code="srt.import_undone", actor=cast["Nadia"]).exists()
    assert page.status_code == 302
    assert import_rows(cast, instrument, year, burgerschap(8)).pk


@pytest.mark.parametrize("name", ["result", "result_for_coordinator", "presenter", "result_table_download"])
def test_import_stays_once_a_participant_has_opened_its_result(client, cast, wave, name):
    client.force_login(cast["Amira"])
    client.get(result(wave, cast, name))
    sees = name != "result_for_coordinator"  # shows nothing without the network's own words
    assert Wave.objects.get(pk=wave.pk).seen is sees
    assert ("blijven ze staan" in undo(client, cast, wave)) is sees


def test_coordinator_who_sees_no_picture_can_still_undo(client, cast, wave):
    client.force_login(cast["Nadia"])
    client.get(result(wave, cast))
    assert (
        "Inlezen terugdraaien"
        in client.get(reverse("srt:programme_statements", args=[cast.werkplaats.pk])).content.decode()
    )
    past_answers_undo(wave=wave, actor=cast["Nadia"])


def test_next_year_that_shows_the_import_makes_it_stay(client, cast, wave):
    this_year = wave_make(cast, cast.burgerschap)
    answer_all(this_year, cast, THIRTEEN)
    close_and_score(this_year, cast)
    client.force_login(cast["Iris"])
    client.get(result(this_year, cast))
    assert Wave.objects.get(pk=wave.pk).seen


def test_undo_takes_the_import_out_of_the_charts_of_the_next_year(cast, wave):
    this_year = wave_make(cast, cast.burgerschap)
    answer_all(this_year, cast, THIRTEEN)
    close_and_score(this_year, cast)
    assert Chart.objects.filter(kind=Chart.Kind.YEARS).exists()
    past_answers_undo(wave=wave, actor=cast["Nadia"])
    assert not Chart.objects.filter(kind=Chart.Kind.YEARS).exists()
    assert not ReleasedCell.objects.exclude(change="").exists()


def test_jobs_of_an_undone_import_end_quietly(cast, instrument, year):  # noqa: F811 - fixtures
    wave = import_rows(cast, instrument, year, burgerschap(12))
    store = wave_score(wave_pk=wave.pk)
    assert store is not None
    past_answers_undo(wave=wave)
    store()
    assert not ScoreRun.objects.exists()
    run_jobs()


def test_drawing_of_an_undone_import_ends_quietly(cast, wave):
    store = charts_draw(release_pk=Release.objects.get().pk)
    assert store is not None
    past_answers_undo(wave=wave)
    store()
    assert not Chart.objects.exists()
    assert not imported_waves_mark_seen([wave.pk])


def test_import_in_a_restored_backup_counts_as_seen(wave):
    closings_replay([])
    with pytest.raises(ValidationError, match="blijven ze staan"):
        past_answers_undo(wave=wave)


def test_wave_that_was_answered_here_cannot_be_undone(cast):
    wave = wave_make(cast, cast.burgerschap)
    with pytest.raises(ValidationError):
        past_answers_undo(wave=wave, actor=cast["Nadia"])


@pytest.mark.parametrize("name", ["Iris", "Pieter"])
def test_only_a_coordinator_of_the_programme_can_undo(cast, wave, name):
    with pytest.raises(PermissionDenied):
        past_answers_undo(wave=wave, actor=cast[name])


def test_rows_without_answers_are_not_counted(cast, instrument, year):  # noqa: F811 - fixtures
    empty = f"burgerschap,teacher{',' * ITEMS}\nrekenen,teacher{',-' * ITEMS}\n"
    data = file_of(instrument, burgerschap(6)) + b"\n" + empty.encode()
    found = past_answers_read(data=data, programme=cast.werkplaats, first_year=year, instrument=instrument)
    assert found.counts == [(cast.burgerschap, 6), (cast.rekenen, 0)]
