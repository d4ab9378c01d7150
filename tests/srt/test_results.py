"""The result pages: what each reader sees, and who is refused."""

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


# The view of each reader


def test_network_waves_lists_rounds_with_their_statement(client, cast, row):
    talked(cast, row, words="We durven meer te vragen.")
    client.force_login(cast["Amira"])
    page = client.get(reverse("srt:network_waves", args=[row.network_id])).content.decode()
    assert "We durven meer te vragen." in page
    assert address("srt:result", row) in page


def test_network_waves_hides_a_chart_without_statement_from_the_coordinator(client, cast, row):
    client.force_login(cast["Nadia"])
    page = client.get(reverse("srt:network_waves", args=[row.network_id])).content.decode()
    assert "<svg xmlns" not in page


def test_network_waves_refuses_outsiders_guests_and_posts(client, cast, row):
    route = reverse("srt:network_waves", args=[row.network_id])
    for name, status in (("Vera", 404), ("Greet", 403)):
        client.force_login(cast[name])
        assert client.get(route).status_code == status
    client.force_login(cast["Amira"])
    assert client.post(route).status_code == 405
    assert client.get(reverse("srt:network_waves", args=[999999])).status_code == 404


def test_open_wave_shows_the_minimum_number_of_answers(client, cast):
    cast.werkplaats.minimum_group = 8
    cast.werkplaats.save(update_fields=["minimum_group"])
    row = row_of(wave_make(cast, study_year=year_make(cast, 1)), cast.burgerschap)
    assert "als er acht of meer antwoorden zijn" in page_for(client, cast, "Amira", row).content.decode()


def test_open_wave_links_invitees_to_their_questionnaire(client, cast):
    row = row_of(wave_make(cast, study_year=year_make(cast, 1)), cast.burgerschap)
    own = f'href="{reverse("srt:own_questionnaire", args=[row.pk])}"'
    assert own in page_for(client, cast, "Amira", row).content.decode()
    assert own not in page_for(client, cast, "Nadia", row).content.decode()
    invitation_decline(invitation=invitation_of(row.wave, cast["Amira"]), declined=True)
    assert own not in page_for(client, cast, "Amira", row).content.decode()


def test_facilitator_sees_the_chart_first(client, cast, row):
    page = page_for(client, cast, "Iris", row).content.decode()
    assert "ingevuld door 12\N{NO-BREAK SPACE}van\N{NO-BREAK SPACE}de\N{NO-BREAK SPACE}13" in page
    assert page.count("<svg xmlns") == 2
    assert "Jij ziet dit als eerste" in page


def test_participant_sees_the_promised_date_before_the_chart(client, cast, row):
    page = page_for(client, cast, "Amira", row).content.decode()
    assert "Je ziet het beeld uiterlijk op" in page
    assert "<svg xmlns" not in page


def test_participant_sees_the_chart_once_the_conversation_starts(client, cast, row):
    talked(cast, row)
    page = page_for(client, cast, "Amira", row).content.decode()
    assert page.count("<svg xmlns") == 2
    assert "We praten er nu over" not in page


def test_participant_sees_the_chart_on_the_promised_date(client, cast, row):
    Wave.objects.update(shown_on=timezone.localdate())
    assert "<svg xmlns" in page_for(client, cast, "Amira", row).content.decode()


def test_coordinator_sees_a_sentence_instead_of_the_chart(client, cast, row):
    talked(cast, row)
    page = page_for(client, cast, "Nadia", row).content.decode()
    assert "Wordt nog besproken." in page
    assert "<svg xmlns" not in page


def test_coordinator_sees_the_chart_below_the_statement(client, cast, row):
    talked(cast, row, "Wij proberen meer dan we vertellen.")
    page = page_for(client, cast, "Nadia", row).content.decode()
    assert page.index("Wij proberen meer") < page.index("<svg xmlns")


def test_coordinator_sees_not_discussed_after_sixty_days(client, cast, row):
    Wave.objects.update(
        opens_at=timezone.now() - timedelta(days=90),
        opened_at=timezone.now() - timedelta(days=90),
        closed_at=timezone.now() - timedelta(days=61),
    )
    page = page_for(client, cast, "Nadia", row).content.decode()
    assert "Nog niet besproken." in page
    assert "<svg xmlns" not in page


def test_coordinator_who_facilitates_sees_the_facilitators_page(client, cast, row):
    cast.werkplaats.roles.create(person=cast["Iris"], role="coordinator")
    assert "Jij ziet dit als eerste" in page_for(client, cast, "Iris", row).content.decode()


@pytest.mark.parametrize("words", ["", "Wij proberen meer dan we vertellen."])
def test_members_can_see_exactly_what_the_coordinator_sees(client, cast, row, words):
    talked(cast, row, words)
    own = main_of(page_for(client, cast, "Nadia", row))
    twin = main_of(page_for(client, cast, "Amira", row, "srt:result_for_coordinator"))
    assert own in twin


def main_of(response) -> str:
    """Return the content between the page head and the visibility line, without CSRF tokens."""
    text = re.sub(r'value="[A-Za-z0-9]{64}"', "", response.content.decode())
    start = text.rindex('<div class="page-head">')
    return text[start : text.rindex('<p class="visible-to"')]


def test_table_has_the_values_of_the_charts(client, cast, row):
    page = page_for(client, cast, "Iris", row).content.decode()
    dots = page[page.index('class="chart chart-dots"') : page.index("<table")]
    in_picture = sorted(re.findall(r'<text class="chart-value[^>]*>([^<]+)<', dots))
    in_table = sorted(re.findall(r"<strong>([≤≥]? ?\d,\d)</strong>", page[page.index("<table") :]))
    assert len(in_table) == 8
    assert in_picture == in_table


def test_page_shows_the_table_while_charts_are_drawn(client, cast, row):
    Chart.objects.all().delete()
    page = page_for(client, cast, "Iris", row).content.decode()
    assert "data-poll" in page
    assert "<table" in page


def test_poll_refreshes_the_page_once_charts_are_ready(client, cast, row):
    assert page_for(client, cast, "Iris", row, "srt:result_progress").headers["HX-Refresh"] == "true"
    Chart.objects.all().delete()
    assert "data-poll" in page_for(client, cast, "Iris", row, "srt:result_progress").content.decode()


def test_questions_open_one_at_a_time(client, cast, row):
    page = page_for(client, cast, "Iris", row).content.decode()
    assert page.count('<details class="details questions" name="questions">') == 8


def test_running_order_is_shown_to_facilitators_only(client, cast, row):
    talked(cast, row)
    assert "dat hoeven we niet te weten" in page_for(client, cast, "Iris", row).content.decode()
    assert "dat hoeven we niet te weten" not in page_for(client, cast, "Amira", row).content.decode()


def test_dimensions_follow_the_questionnaire(client, cast, row):
    page = page_for(client, cast, "Iris", row).content.decode()
    names = re.findall(r"<h4>([^<]+)</h4>", page)
    definition = row.wave.instrument.definition
    assert names == [dimension.name["nl"] for dimension in definition.dimensions]


def test_english_readers_get_english_text_and_decimal_points(client, cast, row):
    cast["Iris"].language = "en"
    cast["Iris"].save()
    page = page_for(client, cast, "Iris", row).content.decode()
    assert "filled in by 12\N{NO-BREAK SPACE}of\N{NO-BREAK SPACE}13" in page
    assert re.search(r"<strong>\d\.\d</strong>", page)


# Lists of waves


def test_network_waves_have_statements_but_no_charts(cast, row):
    (line,) = network_waves(cast.burgerschap, cast["Amira"])
    assert (line.chart_visible, line.url) == (False, address("srt:result", row))
    talked(cast, row, "Wij proberen.")
    (line,) = network_waves(cast.burgerschap, cast["Amira"])
    assert (line.chart_visible, line.statement) == (True, "Wij proberen.")


@pytest.mark.parametrize("name", ["Wouter", "Greet", "Rosa", "Otto"])
def test_network_waves_are_empty_without_access_to_charts(cast, row, name):
    assert network_waves(cast.burgerschap, cast[name]) == []


def test_network_waves_queries_do_not_grow_with_waves(cast, row, django_assert_num_queries):
    with django_assert_num_queries(3):
        network_waves(cast.burgerschap, cast["Amira"])
    closed_wave(cast, THIRTEEN[:6], scope="process")
    with django_assert_num_queries(3):
        assert len(network_waves(cast.burgerschap, cast["Amira"])) == 2


def test_statements_page_has_no_charts(client, cast, row):
    talked(cast, row, "Wij proberen.")
    client.force_login(cast["Nadia"])
    page = client.get(reverse("srt:programme_statements", args=[cast.werkplaats.pk])).content.decode()
    assert "Wij proberen." in page
    assert "<svg xmlns" not in page


# Actions


def test_starting_the_conversation_shows_the_chart_to_everyone(client, cast, row):
    client.force_login(cast["Iris"])
    assert client.post(address("srt:conversation_start", row)).status_code == 302
    assert "<svg xmlns" in page_for(client, cast, "Amira", row).content.decode()


def test_conversation_day_is_saved(client, cast, row):
    client.force_login(cast["Iris"])
    day = timezone.localdate() + timedelta(days=3)
    client.post(address("srt:conversation_day", row), {"day": day.isoformat()})
    row.refresh_from_db()
    assert timezone.localdate(row.conversation_at) == day


def test_clearing_the_conversation_day_is_confirmed(client, cast, row):
    client.force_login(cast["Iris"])
    day = (timezone.localdate() + timedelta(days=3)).isoformat()
    page = client.post(address("srt:conversation_day", row), {"day": day}, follow=True).content.decode()
    assert f'value="{day}"' in page
    page = client.post(address("srt:conversation_day", row), {"day": ""}, follow=True).content.decode()
    assert "De dag is bewaard" not in page
    assert "Er is geen dag gekozen" in page


@pytest.mark.parametrize("day", ["gisteren", "2001-01-01", "2099-01-01"])
def test_unsuitable_conversation_day_is_rejected_with_a_message(client, cast, row, day):
    client.force_login(cast["Iris"])
    page = client.post(address("srt:conversation_day", row), {"day": day}, follow=True)
    assert 'class="messages"' in page.content.decode()
    row.refresh_from_db()
    assert row.conversation_at is None


def test_statement_is_written_on_its_own_page(client, cast, row):
    talked(cast, row)
    client.force_login(cast["Iris"])
    client.post(address("srt:statement", row), {"words": "Wij proberen."})
    row.refresh_from_db()
    assert row.statement == "Wij proberen."


@pytest.mark.parametrize("words", ["w" * 301, "Te vroeg."])
def test_rejected_statement_is_returned_with_the_reason(client, cast, row, words):
    client.force_login(cast["Iris"])
    page = client.post(address("srt:statement", row), {"words": words})
    assert page.status_code == 200
    assert "error-summary" in page.content.decode()


def test_reflections_are_visible_to_everyone_in_the_network(client, cast, row):
    client.force_login(cast["Iris"])
    client.post(address("srt:reflections", row), {"here-applied_value": "We proberen al."})
    assert "We proberen al." in page_for(client, cast, "Amira", row, "srt:conversation").content.decode()


# Refusals


def test_result_pages_are_404_for_outsiders(client, cast, row):
    for name in ["Hugo", "Sara", "Pieter", "Vera", "Rosa", "Abel", "Otto", "Stella"]:
        for route in [*PAGES, *FACILITATORS]:
            assert page_for(client, cast, name, row, route).status_code == 404


def test_result_page_is_403_with_a_reason_for_other_roles(client, cast, row):
    for name in ["Greet", "Wouter"]:
        for route in [*PAGES, *FACILITATORS]:
            response = page_for(client, cast, name, row, route)
            assert response.status_code == 403
            assert "Deze pagina is voor" in response.content.decode()


def test_only_facilitators_can_write(client, cast, row):
    for name in ["Amira", "Nadia"]:
        client.force_login(cast[name])
        for route in [*FACILITATORS, *ACTS]:
            assert client.post(address(route, row)).status_code == 403


def test_result_pages_reject_wrong_methods(client, cast, row):
    client.force_login(cast["Iris"])
    assert {client.post(address(route, row)).status_code for route in PAGES} == {405}
    assert {client.get(address(route, row)).status_code for route in ACTS} == {405}


def test_result_of_another_networks_wave_is_404(client, cast, row):
    client.force_login(cast["Hugo"])
    for route in PAGES:
        assert client.get(reverse(route, args=[cast.rekenen.pk, row.wave_id])).status_code == 404


def test_result_of_an_unopened_wave_is_404(client, cast, row):
    Wave.objects.update(opened_at=None, closed_at=None)
    for route in PAGES:
        assert page_for(client, cast, "Iris", row, route).status_code == 404
