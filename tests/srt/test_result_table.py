"""The results table as a workbook: its contents, access, and that hidden answers change no bytes."""

import pytest
from django.urls import reverse
from django.utils import timezone

from networks.worksheets import XLSX_TYPE
from srt.models import ReleasedCell, ScoreRun, WaveNetwork
from srt.services.closing import wave_close
from srt.services.conversation import conversation_start, statement_write
from tests.cast import Cast
from tests.srt.test_privacy_attacks import scenario, suppressed_in_a_dimension
from tests.srt.wave_cases import THIRTEEN, ClosedWaveWorld, answer, close_and_score, closed_wave, row_of, wave_make
from tests.workbooks import sheet_of
from tests.world import year_make

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


@pytest.fixture
def cast(closed_wave_world: ClosedWaveWorld) -> Cast:
    return closed_wave_world.cast


@pytest.fixture
def row(closed_wave_world: ClosedWaveWorld) -> WaveNetwork:
    return closed_wave_world.row


@pytest.fixture
def iris(client, cast):
    client.force_login(cast["Iris"])
    return client


def table(client, row: WaveNetwork):
    return client.get(reverse("srt:result_table_download", args=[row.network_id, row.wave_id]))


def values(content: bytes) -> list[list[object]]:
    return [[cell.value for cell in line] for line in sheet_of(content)]


# Contents


def test_table_has_a_descriptive_file_name(iris, row):
    response = table(iris, row)
    assert response["Content-Type"] == XLSX_TYPE
    assert f'filename="burgerschap-{row.wave.study_year}-tabel-nl.xlsx"' in response["Content-Disposition"]


def test_table_is_in_the_language_of_the_reader(iris, row):
    header, first, *_rest = values(table(iris, row).content)
    assert header == ["Dimensie", "Kant", "Ons beeld", "Antwoorden", "Spreiding", "Marge, van", "Marge, tot"]
    assert first[:2] == ["Praktijkintegratie", "Hoe jullie samenwerken"]


def test_table_has_the_released_values(iris, row):
    lines = values(table(iris, row).content)[1:9]
    cells = ReleasedCell.objects.filter(release__wave_network=row, mean_bound="", shown=True)
    released = {float(cell.mean) for cell in cells if cell.mean is not None}
    assert {line[2] for line in lines if isinstance(line[2], (int, float))} == released
    assert {line[3] for line in lines} == {12}


def test_bound_stays_text_in_the_table(iris, cast):
    wave = wave_make(cast, study_year=year_make(cast, 1))
    for name in THIRTEEN:
        answer(wave, cast[name], "5" * 32)
    lines = values(table(iris, row_of(close_and_score(wave, cast), cast.burgerschap)).content)[1:9]
    assert {(line[2], line[4]) for line in lines} == {("≥ 4,8", "< 0,3")}


def test_hidden_dimension_has_text_and_no_numbers(iris, cast):
    wave = wave_make(cast, study_year=year_make(cast, 1))
    for name, given in suppressed_in_a_dimension("345").items():
        answer(wave, cast[name], given)
    lines = values(table(iris, row_of(close_and_score(wave, cast), cast.burgerschap)).content)
    assert lines[8][2:] == ["dit laten we niet zien", None, None, None, None]


def test_table_of_a_small_group_has_no_spread_or_margin(iris, cast):
    wave = closed_wave(cast, THIRTEEN[:6], study_year=year_make(cast, 1))
    lines = values(table(iris, row_of(wave, cast.burgerschap)).content)
    assert lines[0] == ["Dimensie", "Kant", "Ons beeld", "Antwoorden"]


def test_statement_is_below_the_table_as_text(iris, cast, row):
    conversation_start(wave_network=row, actor=cast["Iris"])
    statement_write(wave_network=row, statement="=samen", actor=cast["Iris"])
    assert "“=samen” (onze woorden erbij)" in [line[0] for line in values(table(iris, row).content)]


# Access


def test_participant_gets_the_table_once_the_conversation_starts(client, cast, row):
    client.force_login(cast["Amira"])
    assert table(client, row).status_code == 403
    conversation_start(wave_network=row, actor=cast["Iris"])
    assert table(client, row).status_code == 200


def test_early_participant_sees_when_the_table_is_available(client, cast, row):
    client.force_login(cast["Amira"])
    assert "Je ziet het beeld uiterlijk op" in table(client, row).content.decode()


def test_coordinator_gets_the_table_only_with_a_statement(client, cast, row):
    conversation_start(wave_network=row, actor=cast["Iris"])
    client.force_login(cast["Nadia"])
    assert table(client, row).status_code == 403
    statement_write(wave_network=row, statement="Wij proberen.", actor=cast["Iris"])
    assert table(client, row).status_code == 200
    statement_write(wave_network=row, statement="", actor=cast["Iris"])
    assert table(client, row).status_code == 403


@pytest.mark.parametrize(("name", "status"), [("Hugo", 404), ("Vera", 404), ("Rosa", 404), ("Greet", 403)])
def test_table_is_refused_to_others(client, cast, row, name, status):
    client.force_login(cast[name])
    assert table(client, row).status_code == status


def test_result_page_links_to_the_table(iris, row):
    address = reverse("srt:result_table_download", args=[row.network_id, row.wave_id])
    assert f'href="{address}"' in iris.get(reverse("srt:result", args=[row.network_id, row.wave_id])).content.decode()


# Tables that do not exist


def test_table_is_404_after_withdrawal(iris, cast, row):
    ScoreRun.objects.update(withdrawn_at=timezone.now())
    assert table(iris, row).status_code == 404


def test_table_of_an_unscored_wave_is_404(iris, cast):
    wave = wave_close(wave=wave_make(cast, study_year=year_make(cast, 1)), actor=cast["Nadia"])
    assert table(iris, row_of(wave, cast.burgerschap)).status_code == 404


def test_table_rejects_post(iris, row):
    assert iris.post(reverse("srt:result_table_download", args=[row.network_id, row.wave_id])).status_code == 405


def test_answers_in_a_hidden_dimension_change_no_bytes(client, cast):
    """Attack 7 of the privacy rules. The third run differs in a shown value, so the bytes can differ."""
    shown = {**suppressed_in_a_dimension("111"), "Bram": "5" * 29 + "111"}
    one, other, last = (
        run_wave(client, cast, given)
        for given in (suppressed_in_a_dimension("111"), suppressed_in_a_dimension("555"), shown)
    )
    assert one == other
    assert one != last


def run_wave(client, cast, answers: dict[str, str]) -> bytes:
    with scenario():
        wave = wave_make(cast, study_year=year_make(cast, 1))
        for name, given in answers.items():
            answer(wave, cast[name], given)
        row = row_of(close_and_score(wave, cast), cast.burgerschap)
        client.force_login(cast["Iris"])
        content: bytes = table(client, row).content
        return content
