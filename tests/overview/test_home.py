"""The home pages of a person, a network and a programme."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from networks.models import Network, Participation, Programme
from overview.selectors import format_term
from tests.cast import Cast
from tests.srt.wave_cases import invitation_of, wave_make

pytestmark = pytest.mark.django_db


def page(client: Client, cast: Cast, name: str, path: str) -> str:
    """Return a page as a person of the cast sees it."""
    client.force_login(cast[name])
    return client.get(path).content.decode()


def test_home_redirects_to_the_only_network(client: Client, cast: Cast) -> None:
    client.force_login(cast["Amira"])
    response = client.get(reverse("overview:home"))
    assert response["Location"] == reverse("overview:network", args=[cast.burgerschap.pk])


def test_home_shows_open_questionnaire_of_a_former_network(client: Client, cast: Cast) -> None:
    wave = wave_make(cast, cast.burgerschap, cast.rekenen)
    Participation.objects.filter(person=cast["Amira"]).update(network=cast.rekenen)
    invitation = invitation_of(wave, cast["Amira"])
    text = page(client, cast, "Amira", reverse("overview:home"))
    assert reverse("srt:own_questionnaire", args=[invitation.wave_network_id]) in text


def test_home_lists_two_networks(client: Client, cast: Cast) -> None:
    seat = Participation.objects.get(person=cast["Amira"])
    Participation.objects.create(
        network=cast.rekenen, person=cast["Amira"], background=seat.background, from_date=seat.from_date
    )
    text = page(client, cast, "Amira", reverse("overview:home"))
    assert "Burgerschap" in text
    assert "Rekenen" in text


def test_home_of_coordinator_lists_programme_without_networks(client: Client, cast: Cast) -> None:
    text = page(client, cast, "Nadia", reverse("overview:home"))
    assert reverse("overview:programme", args=[cast.werkplaats.pk]) in text
    assert reverse("overview:network", args=[cast.burgerschap.pk]) not in text


def test_home_tells_outsider_how_to_join_a_network(client: Client, cast: Cast) -> None:
    text = page(client, cast, "Otto", reverse("overview:home"))
    assert "uitnodiging" in text


def test_home_requires_sign_in(client: Client) -> None:
    response = client.get(reverse("overview:home"))
    assert response["Location"].startswith(reverse("account_login"))


def test_home_refuses_post(client: Client, cast: Cast) -> None:
    client.force_login(cast["Amira"])
    assert client.post(reverse("overview:home")).status_code == 405


def test_network_is_404_for_outsider(client: Client, cast: Cast) -> None:
    client.force_login(cast["Otto"])
    assert client.get(reverse("overview:network", args=[cast.burgerschap.pk])).status_code == 404


def test_network_with_unknown_id_is_404(client: Client, cast: Cast) -> None:
    client.force_login(cast["Amira"])
    assert client.get(reverse("overview:network", args=[987654])).status_code == 404


def test_network_shows_needs_and_offers_to_member(client: Client, cast: Cast) -> None:
    Participation.objects.filter(person=cast["Bram"]).update(offers="spelvormen")
    assert "spelvormen" in page(client, cast, "Amira", reverse("overview:network", args=[cast.burgerschap.pk]))


@pytest.mark.parametrize("name", ["Nadia", "Wouter", "Greet"])
def test_network_hides_needs_and_offers_from_non_member(client: Client, cast: Cast, name: str) -> None:
    Participation.objects.filter(person=cast["Bram"]).update(offers="spelvormen")
    assert "spelvormen" not in page(client, cast, name, reverse("overview:network", args=[cast.burgerschap.pk]))


def test_programme_shows_own_networks_to_coordinator(client: Client, cast: Cast) -> None:
    text = page(client, cast, "Nadia", reverse("overview:programme", args=[cast.werkplaats.pk]))
    assert "Burgerschap" in text
    assert "Talent" not in text


@pytest.mark.parametrize(("name", "status"), [("Pieter", 404), ("Amira", 404), ("Rosa", 403), ("Wouter", 403)])
def test_programme_refuses_everyone_else(client: Client, cast: Cast, name: str, status: int) -> None:
    client.force_login(cast[name])
    assert client.get(reverse("overview:programme", args=[cast.werkplaats.pk])).status_code == status


def test_network_card_uses_the_programmes_word_for_facilitator(client: Client, cast: Cast) -> None:
    words = {"nl": {"one": "coach", "many": "coaches", "article": "de"}, "en": {"one": "coach", "many": "coaches"}}
    Programme.objects.filter(pk=cast.werkplaats.pk).update(words={"facilitator": words})
    Participation.objects.filter(person=cast["Noor"]).update(role="facilitator")
    client.force_login(cast["Nadia"])
    html = " ".join(client.get(reverse("overview:programme", args=[cast.werkplaats.pk])).content.decode().split())
    assert "Coaches: Iris Voorbeeld en Noor Voorbeeld" in html
    assert "Coach: Hugo Voorbeeld" in html


def test_programme_without_networks_explains_what_to_do(client: Client, cast: Cast) -> None:
    Participation.objects.filter(network=cast.talent).delete()
    cast.talent.delete()
    text = page(client, cast, "Pieter", reverse("overview:programme", args=[cast.point.pk]))
    assert "Nog geen netwerken" in text


@pytest.mark.parametrize("route", ["overview:about", "overview:privacy"])
def test_about_and_privacy_pages_are_public(client: Client, route: str) -> None:
    assert client.get(reverse(route)).status_code == 200


def test_privacy_page_names_research_partner_of_own_programme_only(client: Client, cast: Cast) -> None:
    cast.werkplaats.research_partner = "Lectoraat Samen Leren"
    cast.werkplaats.save(update_fields=["research_partner"])
    assert "Lectoraat Samen Leren" in page(client, cast, "Amira", reverse("overview:privacy"))
    assert "Lectoraat Samen Leren" not in page(client, cast, "Gijs", reverse("overview:privacy"))


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2026, 8, 31), ""),
        (date(2026, 9, 1), "jaar 1\N{NO-BREAK SPACE}van\N{NO-BREAK SPACE}2"),
        (date(2027, 7, 31), "jaar 1\N{NO-BREAK SPACE}van\N{NO-BREAK SPACE}2"),
        (date(2027, 8, 1), "jaar 2\N{NO-BREAK SPACE}van\N{NO-BREAK SPACE}2"),
        (date(2028, 7, 15), "jaar 2\N{NO-BREAK SPACE}van\N{NO-BREAK SPACE}2"),
        (date(2028, 7, 16), "gestopt in 2028"),
    ],
)
def test_term_year_changes_with_the_study_year(today: date, words: str) -> None:
    network = Network(starts_on=date(2026, 9, 1), ends_on=date(2028, 7, 15))
    assert format_term(network, today) == words


def test_network_without_term_has_no_term_text() -> None:
    assert format_term(Network(), date(2026, 11, 22)) == ""
