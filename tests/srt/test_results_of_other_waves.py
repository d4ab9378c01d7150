"""The result pages of unusual waves: few answers, several networks, or still open."""

import pytest
from django.test import Client
from django.urls import reverse

from srt.models import WaveNetwork
from srt.selectors.results import statements_by_wave
from srt.services.conversation import conversation_start, statement_write
from tests.cast import Cast
from tests.srt.wave_cases import (
    THIRTEEN,
    answer,
    answer_all,
    answers_of,
    close_and_score,
    closed_wave,
    row_of,
    wave_make,
)

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


def address(name: str, row: WaveNetwork) -> str:
    return reverse(name, args=[row.network_id, row.wave_id])


def client_page(client: Client, cast: Cast, name: str, row: WaveNetwork) -> str:
    client.force_login(cast[name])
    return client.get(address("srt:result", row), follow=True).content.decode()


def test_network_under_five_gets_the_conversation_without_values(client, cast):
    wave = closed_wave(cast, THIRTEEN[:4])
    row = row_of(wave, cast.burgerschap)
    client.force_login(cast["Amira"])
    page = client.get(address("srt:result", row), follow=True)
    assert page.redirect_chain[-1][0] == address("srt:conversation", row)
    assert page.content.decode().count('class="question-card') == 8
    assert "<svg xmlns" not in page.content.decode()


def test_network_under_five_shows_no_response_count(client, cast):
    wave = closed_wave(cast, THIRTEEN[:4])
    for name in ("Iris", "Amira", "Nadia"):
        page = client_page(client, cast, name, row_of(wave, cast.burgerschap))
        assert "ingevuld door" not in page


def test_dimension_with_four_scores_is_hidden_everywhere(client, cast):
    wave = wave_make(cast)
    for number, name in enumerate(THIRTEEN):
        full = answers_of(number)
        answer(wave, cast[name], full if number < 4 else full[:29] + "???")
    close_and_score(wave, cast)
    page = client_page(client, cast, "Iris", row_of(wave, cast.burgerschap))
    assert "Dit laten we niet zien. Er zijn te weinig antwoorden" in page
    assert page.count("dit laten we niet zien") >= 3  # radar, dots and table
    assert "Hierover konden meerdere mensen nog niets zeggen. Waarvoor is het nog te vroeg?" in page


def test_statements_are_ordered_by_network_name(cast):
    wave = closed_wave(cast, [*THIRTEEN, "Hugo", "Sara", "Daan", "Lotte", "Ruben"], cast.rekenen, cast.burgerschap)
    row = row_of(wave, cast.burgerschap)
    conversation_start(wave_network=row, actor=cast["Iris"])
    statement_write(wave_network=row, statement="Wij proberen.", actor=cast["Iris"])
    (group,) = statements_by_wave(cast.werkplaats)
    assert [(line.network.name, line.statement) for line in group.lines] == [
        ("Burgerschap", "Wij proberen."),
        ("Rekenen", ""),
    ]


def test_result_of_an_open_wave_says_so(client, cast):
    row = row_of(wave_make(cast), cast.burgerschap)
    answer_all(row.wave, cast, THIRTEEN)
    assert "De vragenlijst is open." in client_page(client, cast, "Iris", row)
