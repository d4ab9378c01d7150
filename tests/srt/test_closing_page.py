"""The page that closes a wave."""

import pytest
from django.urls import reverse

from srt.models import Wave
from srt.services.closing import wave_close
from tests.cast import REKENEN as PEOPLE
from tests.srt.wave_cases import THIRTEEN, answer_all, wave_make

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

REKENEN = [name for name, _background, _role in PEOPLE]


@pytest.fixture
def wave(cast) -> Wave:
    return wave_make(cast, cast.burgerschap, cast.rekenen)


@pytest.fixture
def coordinator(client, cast):
    client.force_login(cast["Nadia"])
    return client


def address(wave: Wave) -> str:
    return reverse("srt:wave_close", args=[wave.programme_id, wave.pk])


def test_it_says_that_closing_cannot_be_undone(coordinator, wave):
    assert "Je kunt het niet terugdraaien." in coordinator.get(address(wave)).content.decode()


def test_it_warns_of_networks_with_fewer_than_five_answers_without_a_number(coordinator, wave, cast):
    answer_all(wave, cast, [*THIRTEEN[:6], "Sara", "Daan", "Lotte"])
    warning = warning_of(coordinator.get(address(wave)).content.decode())
    assert "Minder dan vijf antwoorden:" in warning
    assert "<li>Rekenen</li>" in warning
    assert "<li>Burgerschap</li>" not in warning


def test_it_says_the_same_for_one_answer_as_for_four(coordinator, wave, cast):
    answer_all(wave, cast, ["Sara"])
    one = coordinator.get(address(wave)).content.decode()
    answer_all(wave, cast, ["Daan", "Lotte", "Ruben"])
    four = coordinator.get(address(wave)).content.decode()
    assert "<li>Rekenen</li>" in warning_of(one)
    assert warning_of(one) == warning_of(four)


def warning_of(page: str) -> str:
    # The last one: every page of a coordinator has one about the end of the session.
    start = page.rindex("notice-warn")
    return page[start : page.index("<form", start)]


def test_where_a_picture_takes_more_than_five_it_warns_of_every_network_that_may_have_fewer(coordinator, wave, cast):
    cast.werkplaats.minimum_group = 8
    cast.werkplaats.save(update_fields=["minimum_group"])
    answer_all(wave, cast, [*THIRTEEN[:9], *REKENEN])
    warning = warning_of(coordinator.get(address(wave)).content.decode())
    assert "Voor een beeld zijn hier acht antwoorden nodig." in warning
    assert "<li>Burgerschap</li>" in warning
    assert "<li>Rekenen</li>" in warning
    answer_all(wave, cast, THIRTEEN[9:11], shift=9)
    assert "<li>Burgerschap</li>" not in warning_of(coordinator.get(address(wave)).content.decode())


def test_without_the_tick_nothing_closes(coordinator, wave):
    page = coordinator.post(address(wave), {})
    assert "error-summary" in page.content.decode()
    assert Wave.objects.get(pk=wave.pk).closed_at is None


def test_with_the_tick_it_closes(coordinator, wave):
    assert coordinator.post(address(wave), {"confirm": "on"}).status_code == 302
    assert Wave.objects.get(pk=wave.pk).closed_at is not None


def test_a_double_click_closes_once_and_says_so(coordinator, wave):
    coordinator.post(address(wave), {"confirm": "on"})
    second = coordinator.post(address(wave), {"confirm": "on"})
    assert "Deze vragenlijst is niet open." in second.content.decode()


def test_a_closed_wave_offers_nothing_to_close(coordinator, wave, cast):
    wave_close(wave=wave, actor=cast["Nadia"])
    assert 'name="confirm"' not in coordinator.get(address(wave)).content.decode()


def test_others_are_refused(client, cast, wave):
    expected = {"Iris": 404, "Amira": 404, "Otto": 404, "Pieter": 404, "Wouter": 403, "Rosa": 403, "Abel": 403}
    for name, status in expected.items():
        client.force_login(cast[name])
        assert client.get(address(wave)).status_code == status
        assert client.post(address(wave), {"confirm": "on"}).status_code == status
    assert Wave.objects.get(pk=wave.pk).closed_at is None


def test_a_wave_of_another_programme_is_not_found(client, cast, wave):
    client.force_login(cast["Pieter"])
    assert client.get(reverse("srt:wave_close", args=[cast.point.pk, wave.pk])).status_code == 404


def test_other_methods_are_refused(coordinator, wave):
    assert coordinator.put(address(wave)).status_code == 405
