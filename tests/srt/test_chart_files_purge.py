"""Pictures to take along that say what does not hold any more go in the night, and the others stay."""

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


def asked(row: WaveNetwork, cast: Cast, kind: str = "radar", language: str = "nl") -> ChartFile:
    """A file that Iris asked for; what it looks like says its fingerprint, drawn or not."""
    row.refresh_from_db()
    chart_file_request(wave_network=row, actor=cast["Iris"], kind=kind, language=language, file_format="png")
    file = ChartFile.objects.latest("pk")
    ChartFile.objects.filter(pk=file.pk).update(content=b"\x89PNG")
    return file


def forgotten(*files: ChartFile) -> list[bool]:
    """Let it be night, twice, and say of each file whether it is gone."""
    for _again in range(2):
        chart_files_purge()
    left = set(ChartFile.objects.values_list("pk", flat=True))
    return [file.pk not in left for file in files]


def test_what_holds_stays(cast, row):
    files = [asked(row, cast, kind, language) for kind in ("radar", "dots") for language in ("nl", "en")]
    assert forgotten(*files) == [False] * 4


@pytest.mark.parametrize("words", ["Wij proberen meer dan we vertellen.", ""])
def test_a_file_with_another_sentence_than_the_network_has_now_goes(cast, row, words):
    conversation_start(wave_network=row, actor=cast["Iris"])
    statement_write(wave_network=row, statement="Wij vertellen weinig.", actor=cast["Iris"])
    before = asked(row, cast)
    statement_write(wave_network=row, statement=words, actor=cast["Iris"])
    assert forgotten(before, asked(row, cast)) == [True, False]


def test_a_file_of_a_calculation_that_was_withdrawn_goes(cast, row):
    before = asked(row, cast)
    wave_rescore(wave=Wave.objects.get(pk=row.wave_id))
    run_jobs()
    assert forgotten(before, asked(row, cast)) == [True, False]


def test_a_file_with_an_earlier_year_that_was_withdrawn_goes_and_the_dots_stay(cast, row):
    earlier = closed_wave(cast, THIRTEEN, study_year=year_make(cast, 1))
    WaveNetwork.objects.filter(wave=earlier).update(conversation_at=timezone.now())
    conversation_start(wave_network=row, actor=cast["Iris"])
    years, dots = asked(row_of(row.wave, cast.burgerschap), cast), asked(row, cast, "dots")
    assert years.kind == "years"
    ScoreRun.objects.filter(wave=earlier).update(withdrawn_at=timezone.now())
    assert forgotten(years, dots) == [True, False]
