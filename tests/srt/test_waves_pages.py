"""The pages on which coordinators manage waves."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from srt.models import Wave, WaveInvitation
from srt.services.answers import brackets_update
from tests.srt.collector import NOISE
from tests.srt.wave_cases import THIRTEEN, answer_all, instrument_make, wave_make

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


@pytest.fixture
def nadia(client, cast):
    client.force_login(cast["Nadia"])
    return client


def urls(cast, wave):
    return {
        "waves": reverse("srt:waves", args=[cast.werkplaats.pk]),
        "new": reverse("srt:wave_new", args=[cast.werkplaats.pk]),
        "wave": reverse("srt:wave", args=[cast.werkplaats.pk, wave.pk]),
        "instruments": reverse("srt:instruments", args=[cast.werkplaats.pk]),
    }


def post_data(cast, **changes):
    closes_on = timezone.localdate() + timedelta(days=20)
    return {
        "instrument": instrument_make().pk,
        "study_year": cast.year.pk,
        "scope": "both",
        "networks": [cast.burgerschap.pk, cast.rekenen.pk],
        "opens_on": timezone.localdate().isoformat(),
        "closes_on": closes_on.isoformat(),
        "closes_time": "17:00",
        "shown_on": (closes_on + timedelta(days=14)).isoformat(),
        "invitation_text": "Op 4 juni praten jullie.",
        **changes,
    }


@pytest.mark.parametrize("page", ["waves", "new", "wave", "instruments"])
@pytest.mark.parametrize(
    ("name", "status"), [("Nadia", 200), ("Pieter", 404), ("Iris", 404), ("Amira", 404), ("Wouter", 403), ("Rosa", 403)]
)
def test_wave_pages_are_for_coordinators_of_the_programme(client, cast, page, name, status):
    address = urls(cast, wave_make(cast))[page]
    client.force_login(cast[name])
    assert client.get(address).status_code == status


@pytest.mark.parametrize("page", ["waves", "wave", "instruments"])
def test_read_only_wave_pages_reject_post(nadia, cast, page):
    assert nadia.post(urls(cast, wave_make(cast))[page]).status_code == 405


@pytest.mark.parametrize("route", ["wave_extend", "wave_cancel"])
def test_wave_actions_reject_get(nadia, cast, route):
    wave = wave_make(cast)
    assert nadia.get(reverse(f"srt:{route}", args=[cast.werkplaats.pk, wave.pk])).status_code == 405


@pytest.mark.parametrize("route", ["wave", "wave_close"])
def test_wave_of_another_programme_is_404(nadia, cast, route):
    assert nadia.get(reverse(f"srt:{route}", args=[cast.werkplaats.pk, 999])).status_code == 404
    wave = wave_make(cast)
    assert nadia.get(reverse(f"srt:{route}", args=[cast.point.pk, wave.pk])).status_code == 404


def test_wave_form_has_sensible_defaults(nadia, cast):
    instrument_make()
    form = nadia.get(reverse("srt:wave_new", args=[cast.werkplaats.pk])).context["form"]
    given = form.initial
    assert given["closes_on"] - timezone.localdate() == timedelta(days=17)
    assert given["shown_on"] - given["closes_on"] == timedelta(days=14)
    assert set(given["networks"]) == {cast.burgerschap.pk, cast.rekenen.pk}


def test_preview_shows_the_email_and_opens_nothing(nadia, cast):
    response = nadia.post(reverse("srt:wave_new", args=[cast.werkplaats.pk]), post_data(cast, preview="1"))
    text = response.content.decode()
    assert "Op 4 juni praten jullie." in text
    assert "19 mensen krijgen dit bericht." in text
    assert not Wave.objects.exists()


def test_opening_redirects_to_the_wave(nadia, cast):
    response = nadia.post(reverse("srt:wave_new", args=[cast.werkplaats.pk]), post_data(cast))
    wave = Wave.objects.get()
    assert response["Location"] == urls(cast, wave)["wave"]
    assert wave.is_open()
    assert timezone.localtime(wave.closes_at).hour == 17


def test_wave_on_a_later_day_opens_at_eight(nadia, cast):
    later = timezone.localdate() + timedelta(days=3)
    nadia.post(reverse("srt:wave_new", args=[cast.werkplaats.pk]), post_data(cast, opens_on=later.isoformat()))
    wave = Wave.objects.get()
    assert wave.opened_at is None
    assert timezone.localtime(wave.opens_at).hour == 8


@pytest.mark.parametrize(
    "changes",
    [
        lambda _cast: {"opens_on": "2020-01-01"},
        lambda _cast: {"closes_on": "2020-01-01"},
        lambda _cast: {"closes_on": "nonsense"},
        lambda _cast: {"shown_on": (timezone.localdate() + timedelta(days=200)).isoformat()},
        lambda cast: {"networks": [cast.talent.pk]},
        lambda _cast: {"networks": []},
        lambda cast: {"study_year": cast.point_year.pk},
        lambda _cast: {"instrument": "999"},
        lambda _cast: {"scope": "product"},
        lambda _cast: {"invitation_text": ""},
    ],
)
def test_invalid_wave_form_reports_at_the_field_and_opens_nothing(nadia, cast, changes):
    address = reverse("srt:wave_new", args=[cast.werkplaats.pk])
    response = nadia.post(address, post_data(cast, **changes(cast)))
    assert response.status_code == 422
    assert response.context["form"].errors
    assert not Wave.objects.exists()


def test_opening_twice_is_rejected_with_a_message(nadia, cast):
    address = reverse("srt:wave_new", args=[cast.werkplaats.pk])
    nadia.post(address, post_data(cast))
    response = nadia.post(address, post_data(cast))
    assert response.status_code == 422
    assert "voor dit jaar al geopend" in response.content.decode()
    assert Wave.objects.count() == 1


def test_wave_pages_open_without_a_questionnaire(nadia, cast):
    for route in ("waves", "wave_new", "instruments"):
        assert nadia.get(reverse(f"srt:{route}", args=[cast.werkplaats.pk])).status_code == 200


def test_wave_form_advises_process_only_for_new_networks(nadia, cast):
    cast.rekenen.starts_on = timezone.localdate() - timedelta(days=30)
    cast.rekenen.save(update_fields=["starts_on"])
    text = nadia.get(reverse("srt:wave_new", args=[cast.werkplaats.pk])).content.decode()
    assert "Rekenen begon minder dan een half jaar geleden." in text


def test_open_wave_shows_brackets_but_no_counts_or_names(nadia, cast):
    wave = wave_make(cast)
    answer_all(wave, cast, THIRTEEN[:6])
    brackets_update()
    text = nadia.get(urls(cast, wave)["wave"]).content.decode()
    assert "vijf tot negen mensen" in text
    assert not any(name in text for name in THIRTEEN)


def test_wave_page_does_not_depend_on_who_answered(nadia, cast):
    wave = wave_make(cast)
    before = nadia.get(urls(cast, wave)["wave"]).content.decode()
    answer_all(wave, cast, THIRTEEN[:4])
    brackets_update()
    assert NOISE.sub("", nadia.get(urls(cast, wave)["wave"]).content.decode()) == NOISE.sub("", before)


def test_extend_moves_the_closing_time(nadia, cast):
    wave = wave_make(cast)
    day = timezone.localdate(wave.closes_at) + timedelta(days=7)
    address = reverse("srt:wave_extend", args=[cast.werkplaats.pk, wave.pk])
    nadia.post(address, {"closes_on": day.isoformat(), "closes_time": "17:00"})
    wave.refresh_from_db()
    assert timezone.localdate(wave.closes_at) == day


@pytest.mark.parametrize("day", ["2020-01-01", "nonsense", "2999-01-01"])
def test_extend_reports_a_wrong_day_at_the_field(nadia, cast, day):
    wave = wave_make(cast)
    address = reverse("srt:wave_extend", args=[cast.werkplaats.pk, wave.pk])
    response = nadia.post(address, {"closes_on": day, "closes_time": "17:00"})
    assert response.status_code == 422
    assert "closes_on" in response.context["form"].errors


def test_cancel_withdraws_a_planned_wave(nadia, cast):
    later = timezone.localdate() + timedelta(days=3)
    nadia.post(reverse("srt:wave_new", args=[cast.werkplaats.pk]), post_data(cast, opens_on=later.isoformat()))
    wave = Wave.objects.get()
    assert "Deze ronde intrekken" in nadia.get(urls(cast, wave)["wave"]).content.decode()
    nadia.post(reverse("srt:wave_cancel", args=[cast.werkplaats.pk, wave.pk]))
    assert not Wave.objects.exists()


def test_cancel_withdraws_a_wave_that_missed_its_opening(nadia, cast):
    later = timezone.localdate() + timedelta(days=3)
    nadia.post(reverse("srt:wave_new", args=[cast.werkplaats.pk]), post_data(cast, opens_on=later.isoformat()))
    wave, past = Wave.objects.get(), timezone.now() - timedelta(days=1)
    Wave.objects.update(opens_at=past - timedelta(days=9), closes_at=past)
    page = nadia.get(urls(cast, wave)["wave"]).content.decode()
    assert "Deze ronde ging niet open" in page
    assert "Deze ronde intrekken" in page
    nadia.post(reverse("srt:wave_cancel", args=[cast.werkplaats.pk, wave.pk]))
    assert not Wave.objects.exists()


def test_cancelling_an_open_wave_is_rejected_with_a_message(nadia, cast):
    wave = wave_make(cast)
    response = nadia.post(reverse("srt:wave_cancel", args=[cast.werkplaats.pk, wave.pk]), follow=True)
    assert "Sluiten kan, intrekken niet meer." in response.content.decode()
    assert Wave.objects.exists()


def test_wave_page_queries_do_not_grow_with_networks(nadia, cast):
    one = wave_make(cast)
    nadia.get(urls(cast, one)["wave"])
    with CaptureQueriesContext(connection) as first:
        nadia.get(urls(cast, one)["wave"])
    two = wave_make(cast, cast.burgerschap, cast.rekenen, scope="process")
    assert WaveInvitation.objects.filter(wave_network__wave=two).count() == 19
    with CaptureQueriesContext(connection) as second:
        nadia.get(urls(cast, two)["wave"])
    assert len(second) == len(first)
