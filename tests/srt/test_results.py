"""The pages of a result: what each reader finds there, and how they refuse."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from srt.models import Chart, Wave, WaveNetwork
from srt.selectors.results import network_waves
from srt.services.conversation import conversation_start, statement_write
from srt.services.invitations import invitation_decline
from tests.cast import Cast
from tests.srt.wave_cases import (
    THIRTEEN,
    ClosedWaveWorld,
    closed_wave,
    invitation_of,
    row_of,
    wave_make,
)
from tests.world import year_make

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

PAGES = ["srt:result", "srt:result_for_coordinator", "srt:result_progress", "srt:conversation"]
FACILITATORS = ["srt:statement", "srt:reflections"]
ACTS = ["srt:conversation_start", "srt:conversation_day"]


@pytest.fixture
def cast(closed_wave_world: ClosedWaveWorld) -> Cast:
    return closed_wave_world.cast


@pytest.fixture
def row(closed_wave_world: ClosedWaveWorld) -> WaveNetwork:
    return closed_wave_world.row


def address(name: str, row: WaveNetwork) -> str:
    return reverse(name, args=[row.network_id, row.wave_id])


def page_for(client, cast, name: str, row: WaveNetwork, route: str = "srt:result"):
    client.force_login(cast[name])
    return client.get(address(route, row))


def talked(cast, row: WaveNetwork, words: str = "") -> None:
    conversation_start(wave_network=row, actor=cast["Iris"])
    if words:
        statement_write(wave_network=row, statement=words, actor=cast["Iris"])


# What each reader finds


def test_while_it_is_open_everyone_reads_from_how_many_answers_there_is_a_picture(client, cast):
    cast.werkplaats.minimum_group = 8
    cast.werkplaats.save(update_fields=["minimum_group"])
    row = row_of(wave_make(cast, study_year=year_make(cast, 1)), cast.burgerschap)
    assert "vanaf acht antwoorden" in page_for(client, cast, "Amira", row).content.decode()


def test_while_it_is_open_everyone_who_is_invited_finds_the_way_to_their_own_questionnaire(client, cast):
    row = row_of(wave_make(cast, study_year=year_make(cast, 1)), cast.burgerschap)
    own = f'href="{reverse("srt:own_questionnaire", args=[row.pk])}"'
    assert own in page_for(client, cast, "Amira", row).content.decode()
    assert own not in page_for(client, cast, "Nadia", row).content.decode()
    invitation_decline(invitation=invitation_of(row.wave, cast["Amira"]), declined=True)
    assert own not in page_for(client, cast, "Amira", row).content.decode()


def test_the_facilitator_sees_the_picture_first(client, cast, row):
    page = page_for(client, cast, "Iris", row).content.decode()
    assert "ingevuld door 12\N{NO-BREAK SPACE}van\N{NO-BREAK SPACE}de\N{NO-BREAK SPACE}13" in page
    assert page.count("<svg xmlns") == 2
    assert "Jij ziet dit als eerste" in page


def test_a_participant_finds_the_date_in_the_place_of_the_picture(client, cast, row):
    page = page_for(client, cast, "Amira", row).content.decode()
    assert "Je ziet het beeld uiterlijk op" in page
    assert "<svg xmlns" not in page


def test_a_participant_sees_the_picture_once_they_talk(client, cast, row):
    talked(cast, row)
    page = page_for(client, cast, "Amira", row).content.decode()
    assert page.count("<svg xmlns") == 2
    assert "We praten er nu over" not in page


def test_a_participant_sees_the_picture_on_the_named_date(client, cast, row):
    Wave.objects.update(shown_on=timezone.localdate())
    assert "<svg xmlns" in page_for(client, cast, "Amira", row).content.decode()


def test_the_coordinator_finds_words_in_the_place_of_the_picture(client, cast, row):
    talked(cast, row)
    page = page_for(client, cast, "Nadia", row).content.decode()
    assert "Wordt nog besproken." in page
    assert "<svg xmlns" not in page


def test_the_coordinator_sees_the_picture_under_the_networks_own_words(client, cast, row):
    talked(cast, row, "Wij proberen meer dan we vertellen.")
    page = page_for(client, cast, "Nadia", row).content.decode()
    assert page.index("Wij proberen meer") < page.index("<svg xmlns")


def test_after_sixty_days_the_coordinator_reads_that_it_was_not_talked_about(client, cast, row):
    Wave.objects.update(
        opens_at=timezone.now() - timedelta(days=90),
        opened_at=timezone.now() - timedelta(days=90),
        closed_at=timezone.now() - timedelta(days=61),
    )
    page = page_for(client, cast, "Nadia", row).content.decode()
    assert "Nog niet besproken." in page
    assert "<svg xmlns" not in page


def test_who_coordinates_and_facilitates_sees_what_the_facilitator_sees(client, cast, row):
    cast.werkplaats.roles.create(person=cast["Iris"], role="coordinator")
    assert "Jij ziet dit als eerste" in page_for(client, cast, "Iris", row).content.decode()


@pytest.mark.parametrize("words", ["", "Wij proberen meer dan we vertellen."])
def test_the_twin_page_shows_members_exactly_what_the_coordinator_finds(client, cast, row, words):
    talked(cast, row, words)
    own = main_of(page_for(client, cast, "Nadia", row))
    twin = main_of(page_for(client, cast, "Amira", row, "srt:result_for_coordinator"))
    assert own in twin


def main_of(response) -> str:
    """What stands between the head of the page and the line that says who sees it, tokens left out."""
    text = re.sub(r'value="[A-Za-z0-9]{64}"', "", response.content.decode())
    start = text.rindex('<div class="page-head">')
    return text[start : text.rindex('<p class="visible-to"')]


def test_the_table_holds_the_numbers_of_the_pictures(client, cast, row):
    page = page_for(client, cast, "Iris", row).content.decode()
    dots = page[page.index('class="chart chart-dots"') : page.index("<table")]
    in_picture = sorted(re.findall(r'<text class="chart-value[^>]*>([^<]+)<', dots))
    in_table = sorted(re.findall(r"<strong>([≤≥]? ?\d,\d)</strong>", page[page.index("<table") :]))
    assert len(in_table) == 8
    assert in_picture == in_table


def test_while_the_pictures_are_drawn_the_page_says_so_and_shows_the_table(client, cast, row):
    Chart.objects.all().delete()
    page = page_for(client, cast, "Iris", row).content.decode()
    assert "data-poll" in page
    assert "<table" in page


def test_the_poll_reloads_the_page_once_the_pictures_are_there(client, cast, row):
    assert page_for(client, cast, "Iris", row, "srt:result_progress").headers["HX-Refresh"] == "true"
    Chart.objects.all().delete()
    assert "data-poll" in page_for(client, cast, "Iris", row, "srt:result_progress").content.decode()


def test_questions_open_one_at_a_time(client, cast, row):
    page = page_for(client, cast, "Iris", row).content.decode()
    assert page.count('<details class="details questions" name="questions">') == 8


def test_the_running_order_is_for_who_leads(client, cast, row):
    talked(cast, row)
    assert "dat hoeven we niet te weten" in page_for(client, cast, "Iris", row).content.decode()
    assert "dat hoeven we niet te weten" not in page_for(client, cast, "Amira", row).content.decode()


def test_dimensions_stand_in_the_order_of_the_questionnaire(client, cast, row):
    page = page_for(client, cast, "Iris", row).content.decode()
    names = re.findall(r"<h4>([^<]+)</h4>", page)
    definition = row.wave.instrument.definition
    assert names == [dimension.name["nl"] for dimension in definition.dimensions]


def test_english_readers_get_english_words_and_points(client, cast, row):
    cast["Iris"].language = "en"
    cast["Iris"].save()
    page = page_for(client, cast, "Iris", row).content.decode()
    assert "filled in by 12\N{NO-BREAK SPACE}of\N{NO-BREAK SPACE}the\N{NO-BREAK SPACE}13" in page
    assert re.search(r"<strong>\d\.\d</strong>", page)


# The lists that lead here


def test_the_home_page_lists_rounds_with_words_and_without_pictures(cast, row):
    (line,) = network_waves(cast.burgerschap, cast["Amira"])
    assert (line.chart_visible, line.url) == (False, address("srt:result", row))
    talked(cast, row, "Wij proberen.")
    (line,) = network_waves(cast.burgerschap, cast["Amira"])
    assert (line.chart_visible, line.statement) == (True, "Wij proberen.")


@pytest.mark.parametrize("name", ["Wouter", "Greet", "Rosa", "Otto"])
def test_who_never_sees_a_picture_gets_no_rounds(cast, row, name):
    assert network_waves(cast.burgerschap, cast[name]) == []


def test_the_list_takes_as_many_queries_for_two_rounds_as_for_one(cast, row, django_assert_num_queries):
    with django_assert_num_queries(3):
        network_waves(cast.burgerschap, cast["Amira"])
    closed_wave(cast, THIRTEEN[:6], scope="process")
    with django_assert_num_queries(3):
        assert len(network_waves(cast.burgerschap, cast["Amira"])) == 2


def test_the_coordinators_page_has_no_pictures_side_by_side(client, cast, row):
    talked(cast, row, "Wij proberen.")
    client.force_login(cast["Nadia"])
    page = client.get(reverse("srt:programme_statements", args=[cast.werkplaats.pk])).content.decode()
    assert "Wij proberen." in page
    assert "<svg xmlns" not in page


# Acts


def test_pressing_the_button_shows_the_picture_to_everyone(client, cast, row):
    client.force_login(cast["Iris"])
    assert client.post(address("srt:conversation_start", row)).status_code == 302
    assert "<svg xmlns" in page_for(client, cast, "Amira", row).content.decode()


def test_a_day_is_planned_and_kept(client, cast, row):
    client.force_login(cast["Iris"])
    day = timezone.localdate() + timedelta(days=3)
    client.post(address("srt:conversation_day", row), {"day": day.isoformat()})
    row.refresh_from_db()
    assert timezone.localdate(row.conversation_at) == day


def test_a_day_that_is_taken_back_is_told_as_taken_back(client, cast, row):
    client.force_login(cast["Iris"])
    day = (timezone.localdate() + timedelta(days=3)).isoformat()
    page = client.post(address("srt:conversation_day", row), {"day": day}, follow=True).content.decode()
    assert f'value="{day}"' in page
    page = client.post(address("srt:conversation_day", row), {"day": ""}, follow=True).content.decode()
    assert "De dag is bewaard" not in page
    assert "Er staat nu geen dag" in page


@pytest.mark.parametrize("day", ["gisteren", "2001-01-01", "2099-01-01"])
def test_a_day_that_does_not_fit_is_refused_with_words(client, cast, row, day):
    client.force_login(cast["Iris"])
    page = client.post(address("srt:conversation_day", row), {"day": day}, follow=True)
    assert 'class="messages"' in page.content.decode()
    row.refresh_from_db()
    assert row.conversation_at is None


def test_own_words_are_written_on_a_page_of_their_own(client, cast, row):
    talked(cast, row)
    client.force_login(cast["Iris"])
    client.post(address("srt:statement", row), {"words": "Wij proberen."})
    row.refresh_from_db()
    assert row.statement == "Wij proberen."


@pytest.mark.parametrize("words", ["w" * 301, "Te vroeg."])
def test_words_that_cannot_be_kept_come_back_with_the_reason(client, cast, row, words):
    client.force_login(cast["Iris"])
    page = client.post(address("srt:statement", row), {"words": words})
    assert page.status_code == 200
    assert "error-summary" in page.content.decode()


def test_cards_are_written_and_read_by_everyone_in_the_network(client, cast, row):
    client.force_login(cast["Iris"])
    client.post(address("srt:reflections", row), {"here-applied_value": "We proberen al."})
    assert "We proberen al." in page_for(client, cast, "Amira", row, "srt:conversation").content.decode()


# Refusals


def test_outsiders_learn_nothing(client, cast, row):
    for name in ["Hugo", "Sara", "Pieter", "Vera", "Rosa", "Abel", "Otto", "Stella"]:
        for route in [*PAGES, *FACILITATORS]:
            assert page_for(client, cast, name, row, route).status_code == 404


def test_who_may_see_the_network_but_not_its_picture_hears_why(client, cast, row):
    for name in ["Greet", "Wouter"]:
        for route in [*PAGES, *FACILITATORS]:
            response = page_for(client, cast, name, row, route)
            assert response.status_code == 403
            assert "Deze pagina is voor" in response.content.decode()


def test_writing_is_for_the_facilitator(client, cast, row):
    for name in ["Amira", "Nadia"]:
        client.force_login(cast[name])
        for route in [*FACILITATORS, *ACTS]:
            assert client.post(address(route, row)).status_code == 403


def test_reading_pages_take_no_post_and_acts_take_no_get(client, cast, row):
    client.force_login(cast["Iris"])
    assert {client.post(address(route, row)).status_code for route in PAGES} == {405}
    assert {client.get(address(route, row)).status_code for route in ACTS} == {405}


def test_a_wave_of_another_network_is_not_found(client, cast, row):
    client.force_login(cast["Hugo"])
    for route in PAGES:
        assert client.get(reverse(route, args=[cast.rekenen.pk, row.wave_id])).status_code == 404


def test_a_wave_that_was_not_opened_is_not_found(client, cast, row):
    Wave.objects.update(opened_at=None, closed_at=None)
    for route in PAGES:
        assert page_for(client, cast, "Iris", row, route).status_code == 404
