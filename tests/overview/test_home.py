"""The home pages of a person, a network and a programme."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from networks.models import Network, Participation, Programme
from overview.selectors import term_in_words
from tests.cast import Cast
from tests.srt.wave_cases import invitation_of, wave_make

pytestmark = pytest.mark.django_db


def page(client: Client, cast: Cast, name: str, path: str) -> str:
    """Return a page as somebody sees it."""
    client.force_login(cast[name])
    return client.get(path).content.decode()


def test_home_takes_who_has_one_network_straight_to_it(client: Client, cast: Cast) -> None:
    client.force_login(cast["Amira"])
    response = client.get(reverse("overview:home"))
    assert response["Location"] == reverse("overview:network", args=[cast.burgerschap.pk])


def test_home_keeps_who_moved_while_a_questionnaire_of_the_old_network_waits(client: Client, cast: Cast) -> None:
    wave = wave_make(cast, cast.burgerschap, cast.rekenen)
    Participation.objects.filter(person=cast["Amira"]).update(network=cast.rekenen)
    invitation = invitation_of(wave, cast["Amira"])
    text = page(client, cast, "Amira", reverse("overview:home"))
    assert reverse("srt:own_questionnaire", args=[invitation.wave_network_id]) in text


def test_home_lists_both_networks_of_who_is_in_two(client: Client, cast: Cast) -> None:
    seat = Participation.objects.get(person=cast["Amira"])
    Participation.objects.create(
        network=cast.rekenen, person=cast["Amira"], background=seat.background, from_date=seat.from_date
    )
    text = page(client, cast, "Amira", reverse("overview:home"))
    assert "Burgerschap" in text
    assert "Rekenen" in text


def test_home_shows_a_coordinator_the_programme_and_not_its_networks(client: Client, cast: Cast) -> None:
    text = page(client, cast, "Nadia", reverse("overview:home"))
    assert reverse("overview:programme", args=[cast.werkplaats.pk]) in text
    assert reverse("overview:network", args=[cast.burgerschap.pk]) not in text


def test_home_tells_an_outsider_how_one_comes_into_a_network(client: Client, cast: Cast) -> None:
    text = page(client, cast, "Otto", reverse("overview:home"))
    assert "uitnodiging" in text


def test_home_asks_to_sign_in_first(client: Client) -> None:
    response = client.get(reverse("overview:home"))
    assert response["Location"].startswith(reverse("account_login"))


def test_home_takes_no_post(client: Client, cast: Cast) -> None:
    client.force_login(cast["Amira"])
    assert client.post(reverse("overview:home")).status_code == 405


def test_a_network_page_is_not_there_for_an_outsider(client: Client, cast: Cast) -> None:
    client.force_login(cast["Otto"])
    assert client.get(reverse("overview:network", args=[cast.burgerschap.pk])).status_code == 404


def test_a_network_page_of_an_unknown_number_is_not_there(client: Client, cast: Cast) -> None:
    client.force_login(cast["Amira"])
    assert client.get(reverse("overview:network", args=[987654])).status_code == 404


def test_a_member_finds_the_lines_of_others(client: Client, cast: Cast) -> None:
    Participation.objects.filter(person=cast["Bram"]).update(offers="spelvormen")
    assert "spelvormen" in page(client, cast, "Amira", reverse("overview:network", args=[cast.burgerschap.pk]))


@pytest.mark.parametrize("name", ["Nadia", "Wouter", "Greet"])
def test_who_looks_from_outside_finds_no_lines_of_others(client: Client, cast: Cast, name: str) -> None:
    Participation.objects.filter(person=cast["Bram"]).update(offers="spelvormen")
    assert "spelvormen" not in page(client, cast, name, reverse("overview:network", args=[cast.burgerschap.pk]))


def test_a_programme_page_is_for_its_own_coordinator(client: Client, cast: Cast) -> None:
    text = page(client, cast, "Nadia", reverse("overview:programme", args=[cast.werkplaats.pk]))
    assert "Burgerschap" in text
    assert "Talent" not in text


@pytest.mark.parametrize(("name", "status"), [("Pieter", 404), ("Amira", 404), ("Rosa", 403), ("Wouter", 403)])
def test_a_programme_page_refuses_everybody_else(client: Client, cast: Cast, name: str, status: int) -> None:
    client.force_login(cast[name])
    assert client.get(reverse("overview:programme", args=[cast.werkplaats.pk])).status_code == status


def test_a_card_of_a_network_says_what_who_guides_it_is(client: Client, cast: Cast) -> None:
    words = {"nl": {"one": "coach", "many": "coaches", "article": "de"}, "en": {"one": "coach", "many": "coaches"}}
    Programme.objects.filter(pk=cast.werkplaats.pk).update(words={"facilitator": words})
    Participation.objects.filter(person=cast["Noor"]).update(role="facilitator")
    client.force_login(cast["Nadia"])
    html = " ".join(client.get(reverse("overview:programme", args=[cast.werkplaats.pk])).content.decode().split())
    assert "Coaches: Iris Voorbeeld en Noor Voorbeeld" in html
    assert "Coach: Hugo Voorbeeld" in html


def test_a_programme_without_networks_says_what_to_do(client: Client, cast: Cast) -> None:
    Participation.objects.filter(network=cast.talent).delete()
    cast.talent.delete()
    text = page(client, cast, "Pieter", reverse("overview:programme", args=[cast.point.pk]))
    assert "Nog geen netwerken" in text


@pytest.mark.parametrize("route", ["overview:about", "overview:privacy"])
def test_everybody_may_read_what_leerweb_is_and_keeps(client: Client, route: str) -> None:
    assert client.get(reverse(route)).status_code == 200


def test_the_privacy_page_names_the_research_partner_of_the_own_programme_only(client: Client, cast: Cast) -> None:
    cast.werkplaats.research_partner = "Lectoraat Samen Leren"
    cast.werkplaats.save(update_fields=["research_partner"])
    assert "Lectoraat Samen Leren" in page(client, cast, "Amira", reverse("overview:privacy"))
    assert "Lectoraat Samen Leren" not in page(client, cast, "Gijs", reverse("overview:privacy"))


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2026, 8, 31), ""),
        (date(2026, 9, 1), "jaar 1 van 2"),
        (date(2027, 7, 31), "jaar 1 van 2"),
        (date(2027, 8, 1), "jaar 2 van 2"),
        (date(2028, 7, 15), "jaar 2 van 2"),
        (date(2028, 7, 16), "gestopt in 2028"),
    ],
)
def test_the_term_turns_with_the_study_year(today: date, words: str) -> None:
    network = Network(starts_on=date(2026, 9, 1), ends_on=date(2028, 7, 15))
    assert term_in_words(network, today) == words


def test_a_network_without_a_term_says_nothing_about_it() -> None:
    assert term_in_words(Network(), date(2026, 11, 22)) == ""
