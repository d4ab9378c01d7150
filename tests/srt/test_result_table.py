"""The table of a result as a workbook: what stands in it, for whom, and that a hidden answer changes no byte of it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from networks.worksheets import XLSX_TYPE
from srt.models import ReleasedCell, ScoreRun, WaveNetwork
from srt.services.closing import wave_close
from srt.services.conversation import conversation_start, statement_write
from tests.cast import Cast
from tests.srt.test_privacy_attacks import hidden_in_a_dimension, universe
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


# What stands in it


def test_it_is_a_file_with_a_name_that_says_what_it_is(iris, row):
    response = table(iris, row)
    assert response["Content-Type"] == XLSX_TYPE
    assert f'filename="burgerschap-{row.wave.study_year}-tabel-nl.xlsx"' in response["Content-Disposition"]


def test_its_header_and_names_are_in_the_language_of_the_reader(iris, row):
    header, first, *_rest = values(table(iris, row).content)
    assert header == ["Dimensie", "Kant", "Ons beeld", "Antwoorden", "Spreiding", "Marge, van", "Marge, tot"]
    assert first[:2] == ["Praktijkintegratie", "Hoe jullie samenwerken"]


def test_its_numbers_are_the_released_ones(iris, row):
    lines = values(table(iris, row).content)[1:9]
    cells = ReleasedCell.objects.filter(release__wave_network=row, mean_bound="", shown=True)
    released = {float(cell.mean) for cell in cells if cell.mean is not None}
    assert {line[2] for line in lines if isinstance(line[2], (int, float))} == released
    assert {line[3] for line in lines} == {12}


def test_a_bound_stays_the_words_it_is(iris, cast):
    wave = wave_make(cast, study_year=year_make(cast, 1))
    for name in THIRTEEN:
        answer(wave, cast[name], "5" * 32)
    lines = values(table(iris, row_of(close_and_score(wave, cast), cast.burgerschap)).content)[1:9]
    assert {(line[2], line[4]) for line in lines} == {("≥ 4,8", "< 0,3")}


def test_what_is_not_shown_has_words_and_no_number_at_all(iris, cast):
    wave = wave_make(cast, study_year=year_make(cast, 1))
    for name, given in hidden_in_a_dimension("345").items():
        answer(wave, cast[name], given)
    lines = values(table(iris, row_of(close_and_score(wave, cast), cast.burgerschap)).content)
    assert lines[8][2:] == ["dit laten we niet zien", None, None, None, None]


def test_in_a_small_group_there_is_no_spread_and_no_margin(iris, cast):
    wave = closed_wave(cast, THIRTEEN[:6], study_year=year_make(cast, 1))
    lines = values(table(iris, row_of(wave, cast.burgerschap)).content)
    assert lines[0] == ["Dimensie", "Kant", "Ons beeld", "Antwoorden"]


def test_the_networks_own_words_stand_under_it_as_text(iris, cast, row):
    conversation_start(wave_network=row, actor=cast["Iris"])
    statement_write(wave_network=row, statement="=samen", actor=cast["Iris"])
    assert "“=samen” (onze woorden erbij)" in [line[0] for line in values(table(iris, row).content)]


# For whom


def test_a_participant_has_it_once_they_talk(client, cast, row):
    client.force_login(cast["Amira"])
    assert table(client, row).status_code == 403
    conversation_start(wave_network=row, actor=cast["Iris"])
    assert table(client, row).status_code == 200


def test_who_is_too_early_reads_when(client, cast, row):
    client.force_login(cast["Amira"])
    assert "Je ziet het beeld uiterlijk op" in table(client, row).content.decode()


def test_the_coordinator_has_it_with_the_networks_own_words_only(client, cast, row):
    conversation_start(wave_network=row, actor=cast["Iris"])
    client.force_login(cast["Nadia"])
    assert table(client, row).status_code == 403
    statement_write(wave_network=row, statement="Wij proberen.", actor=cast["Iris"])
    assert table(client, row).status_code == 200
    statement_write(wave_network=row, statement="", actor=cast["Iris"])
    assert table(client, row).status_code == 403


@pytest.mark.parametrize(("name", "status"), [("Hugo", 404), ("Vera", 404), ("Rosa", 404), ("Greet", 403)])
def test_others_do_not_get_it(client, cast, row, name, status):
    client.force_login(cast[name])
    assert table(client, row).status_code == status


def test_the_page_of_the_result_links_to_it(iris, row):
    address = reverse("srt:result_table_download", args=[row.network_id, row.wave_id])
    assert f'href="{address}"' in iris.get(reverse("srt:result", args=[row.network_id, row.wave_id])).content.decode()


# What there is not


def test_there_is_none_before_scoring_and_after_withdrawing(iris, cast, row):
    ScoreRun.objects.update(withdrawn_at=timezone.now())
    assert table(iris, row).status_code == 404


def test_there_is_none_of_a_round_that_is_not_scored(iris, cast):
    wave = wave_close(wave=wave_make(cast, study_year=year_make(cast, 1)), actor=cast["Nadia"])
    assert table(iris, row_of(wave, cast.burgerschap)).status_code == 404


def test_it_is_read_and_not_posted(iris, row):
    assert iris.post(reverse("srt:result_table_download", args=[row.network_id, row.wave_id])).status_code == 405


def test_an_answer_in_a_hidden_dimension_changes_no_byte(client, cast):
    """Attack 7 of the privacy rules. The last of three courses differs where it is shown, so the bytes can."""
    shown = {**hidden_in_a_dimension("111"), "Bram": "5" * 29 + "111"}
    one, other, last = (
        course(client, cast, given) for given in (hidden_in_a_dimension("111"), hidden_in_a_dimension("555"), shown)
    )
    assert one == other
    assert one != last


def course(client, cast, answers: dict[str, str]) -> bytes:
    with universe():
        wave = wave_make(cast, study_year=year_make(cast, 1))
        for name, given in answers.items():
            answer(wave, cast[name], given)
        row = row_of(close_and_score(wave, cast), cast.burgerschap)
        client.force_login(cast["Iris"])
        content: bytes = table(client, row).content
        return content
