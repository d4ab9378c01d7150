"""The nightly purge deletes outdated chart files and keeps the others."""

import pytest
from django.utils import timezone

from srt.models import ChartFile, ScoreRun, Wave, WaveNetwork
from srt.services.chart_files import chart_file_request, chart_files_purge
from srt.services.conversation import conversation_start, statement_write
from srt.services.scoring import wave_rescore
from tests.cast import Cast
from tests.srt.wave_cases import THIRTEEN, ClosedWaveWorld, closed_wave, row_of, run_jobs
from tests.world import year_make

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


@pytest.fixture
def cast(closed_wave_world: ClosedWaveWorld) -> Cast:
    return closed_wave_world.cast


@pytest.fixture
def row(closed_wave_world: ClosedWaveWorld) -> WaveNetwork:
    return closed_wave_world.row


def requested(row: WaveNetwork, cast: Cast, kind: str = "radar", language: str = "nl") -> ChartFile:
    """Return a chart file that Iris requested, which may not be drawn yet."""
    row.refresh_from_db()
    chart_file_request(wave_network=row, actor=cast["Iris"], kind=kind, language=language, file_format="png")
    file = ChartFile.objects.latest("pk")
    ChartFile.objects.filter(pk=file.pk).update(content=b"\x89PNG")
    return file


def purge(*files: ChartFile) -> list[bool]:
    """Run the purge twice and return for each file whether it was deleted."""
    for _again in range(2):
        chart_files_purge()
    left = set(ChartFile.objects.values_list("pk", flat=True))
    return [file.pk not in left for file in files]


def test_purge_keeps_current_files(cast, row):
    files = [requested(row, cast, kind, language) for kind in ("radar", "dots") for language in ("nl", "en")]
    assert purge(*files) == [False] * 4


@pytest.mark.parametrize("words", ["Wij proberen meer dan we vertellen.", ""])
def test_purge_deletes_files_with_an_outdated_statement(cast, row, words):
    conversation_start(wave_network=row, actor=cast["Iris"])
    statement_write(wave_network=row, statement="Wij vertellen weinig.", actor=cast["Iris"])
    before = requested(row, cast)
    statement_write(wave_network=row, statement=words, actor=cast["Iris"])
    assert purge(before, requested(row, cast)) == [True, False]


def test_purge_deletes_files_of_a_withdrawn_score_run(cast, row):
    before = requested(row, cast)
    wave_rescore(wave=Wave.objects.get(pk=row.wave_id))
    run_jobs()
    assert purge(before, requested(row, cast)) == [True, False]


def test_purge_deletes_radar_with_a_withdrawn_earlier_year(cast, row):
    earlier = closed_wave(cast, THIRTEEN, study_year=year_make(cast, 1))
    WaveNetwork.objects.filter(wave=earlier).update(conversation_at=timezone.now())
    conversation_start(wave_network=row, actor=cast["Iris"])
    years, dots = requested(row_of(row.wave, cast.burgerschap), cast), requested(row, cast, "dots")
    assert years.kind == "years"
    ScoreRun.objects.filter(wave=earlier).update(withdrawn_at=timezone.now())
    assert purge(years, dots) == [True, False]
