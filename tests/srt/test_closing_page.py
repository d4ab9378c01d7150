"""The page that closes a wave."""

import pytest
from django.urls import reverse

from srt.models import Wave
from srt.services.answers import brackets_update
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


def test_close_page_warns_that_closing_is_final(coordinator, wave):
    assert "Je kunt het niet terugdraaien." in coordinator.get(address(wave)).content.decode()


def test_close_page_warns_of_small_networks_without_a_count(coordinator, wave, cast):
    answer_all(wave, cast, [*THIRTEEN[:6], "Sara", "Daan", "Lotte"])
    brackets_update()
    warning = warning_of(coordinator.get(address(wave)).content.decode())
    assert "Vijf tot zeven mensen." in warning
    assert "<li>Rekenen</li>" in warning
    assert "<li>Burgerschap</li>" not in warning


def test_close_page_is_the_same_for_one_answer_as_for_four(coordinator, wave, cast):
    answer_all(wave, cast, ["Sara"])
    one = coordinator.get(address(wave)).content.decode()
    answer_all(wave, cast, ["Daan", "Lotte", "Ruben"])
    brackets_update()
    four = coordinator.get(address(wave)).content.decode()
    assert "<li>Rekenen</li>" in warning_of(one)
    assert warning_of(one) == warning_of(four)


def warning_of(page: str) -> str:
    # The last notice: every page of a coordinator also has one about the end of the session.
    start = page.rindex("notice-warn")
    return page[start : page.index("<form", start)]


def test_close_page_warns_of_networks_below_a_higher_minimum(coordinator, wave, cast):
    cast.werkplaats.minimum_group = 8
    cast.werkplaats.save(update_fields=["minimum_group"])
    answer_all(wave, cast, [*THIRTEEN[:9], *REKENEN])
    brackets_update()
    warning = warning_of(coordinator.get(address(wave)).content.decode())
    assert "Voor een beeld zijn hier acht antwoorden nodig." in warning
    assert "<li>Burgerschap</li>" in warning
    assert "<li>Rekenen</li>" in warning
    answer_all(wave, cast, THIRTEEN[9:11], shift=9)
    brackets_update()
    assert "<li>Burgerschap</li>" not in warning_of(coordinator.get(address(wave)).content.decode())


def test_close_requires_confirmation(coordinator, wave):
    page = coordinator.post(address(wave), {})
    assert "error-summary" in page.content.decode()
    assert Wave.objects.get(pk=wave.pk).closed_at is None


def test_confirmed_close_closes_the_wave(coordinator, wave):
    assert coordinator.post(address(wave), {"confirm": "on"}).status_code == 302
    assert Wave.objects.get(pk=wave.pk).closed_at is not None


def test_double_click_closes_once(coordinator, wave):
    coordinator.post(address(wave), {"confirm": "on"})
    second = coordinator.post(address(wave), {"confirm": "on"})
    assert "Deze vragenlijst is niet open." in second.content.decode()


def test_close_page_of_a_closed_wave_has_no_form(coordinator, wave, cast):
    wave_close(wave=wave, actor=cast["Nadia"])
    assert 'name="confirm"' not in coordinator.get(address(wave)).content.decode()


def test_close_page_is_for_coordinators(client, cast, wave):
    expected = {"Iris": 404, "Amira": 404, "Otto": 404, "Pieter": 404, "Wouter": 403, "Rosa": 403, "Abel": 403}
    for name, status in expected.items():
        client.force_login(cast[name])
        assert client.get(address(wave)).status_code == status
        assert client.post(address(wave), {"confirm": "on"}).status_code == status
    assert Wave.objects.get(pk=wave.pk).closed_at is None


def test_close_page_of_another_programme_is_404(client, cast, wave):
    client.force_login(cast["Pieter"])
    assert client.get(reverse("srt:wave_close", args=[cast.point.pk, wave.pk])).status_code == 404


def test_close_page_rejects_other_methods(coordinator, wave):
    assert coordinator.put(address(wave)).status_code == 405
