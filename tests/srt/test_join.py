"""The room: a code on the screen, the same answer for every address, the own link by mail."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from accounts.limits import VISITS_PER_IP_ADDRESS
from mailing.models import Email
from mailing.services import email_message
from networks.events import participations_changed
from networks.models import Participation
from srt.models import Wave
from srt.selectors.questionnaire import link_token
from srt.selectors.waves import join_token
from srt.services.join import JOIN_EMAIL, join_link_request, join_visit_allowed
from tests.srt.wave_cases import invitation_of, row_of, wave_make

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


@pytest.fixture(autouse=True)
def empty_limits(db, monkeypatch):
    """Nothing was counted yet, and no minute turns while a test counts."""
    cache.clear()
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)


@pytest.fixture
def wave(cast):
    return wave_make(cast)


@pytest.fixture
def row(cast, wave):
    return row_of(wave, cast.burgerschap)


def ask_url(row):
    return reverse("srt:join_page", args=[join_token(row)])


def screen_url(row):
    return reverse("srt:join_code", args=[row.network_id, row.wave_id])


def emails_to(person):
    return Email.objects.filter(email_type=JOIN_EMAIL, recipient=person).count()


@pytest.mark.parametrize(
    ("name", "status"),
    [("Iris", 200), ("Nadia", 200), ("Amira", 403), ("Wouter", 403), ("Hugo", 404), ("Pieter", 404), ("Otto", 404)],
)
def test_the_code_is_for_who_leads_the_network(client, cast, row, name, status):
    client.force_login(cast[name])
    assert client.get(screen_url(row)).status_code == status


def test_who_is_not_signed_in_is_asked_to(client, row):
    assert client.get(screen_url(row)).status_code == 302


def test_a_wave_of_another_network_is_not_found(client, cast, wave):
    client.force_login(cast["Hugo"])
    assert client.get(reverse("srt:join_code", args=[cast.rekenen.pk, wave.pk])).status_code == 404


def test_the_screen_takes_no_post(client, cast, row):
    client.force_login(cast["Iris"])
    assert client.post(screen_url(row)).status_code == 405


def test_the_code_is_drawn_without_styles(client, cast, row):
    client.force_login(cast["Iris"])
    text = client.get(screen_url(row)).content.decode()
    assert re.search(r"<svg[^>]*segno", text)
    assert "style=" not in text


def test_the_screen_does_not_tell_how_many_answered(client, cast, row):
    client.force_login(cast["Iris"])
    assert "ingevuld door" not in client.get(screen_url(row)).content.decode()


def test_a_wave_that_is_not_open_has_no_code(client, cast, row):
    Wave.objects.update(closes_at=timezone.now() - timedelta(seconds=1))
    client.force_login(cast["Iris"])
    text = client.get(screen_url(row)).content.decode()
    assert "De vragenlijst is niet open" in text
    assert "segno" not in text


@pytest.mark.parametrize(
    "email", ["amira@example.org", " AMIRA@Example.org ", "nobody@example.org", "otto@example.org"]
)
def test_the_answer_is_the_same_for_every_address(client, row, email):
    response = client.post(ask_url(row), {"email": email})
    assert (response.status_code, response["Location"]) == (302, f"{ask_url(row)}?sent")


def test_an_invited_address_gets_the_own_link(client, cast, wave, row):
    client.post(ask_url(row), {"email": "Amira@example.org"})
    message = email_message(email=Email.objects.get(email_type=JOIN_EMAIL))
    assert message is not None
    assert message.to == ["amira@example.org"]
    assert link_token(invitation_of(wave, cast["Amira"])) in message.body


def test_another_address_gets_nothing(client, cast, row):
    client.post(ask_url(row), {"email": "otto@example.org"})
    assert not Email.objects.filter(email_type=JOIN_EMAIL).exists()


def test_who_moved_here_gets_the_link_of_the_network_that_counts(client, cast):
    wave = wave_make(cast, cast.burgerschap, cast.rekenen)
    participation = Participation.objects.get(person=cast["Amira"])
    participation.network = cast.rekenen
    participation.save(update_fields=["network"])
    participations_changed([participation.network])
    join_link_request(wave_network=row_of(wave, cast.rekenen), email="amira@example.org")
    assert emails_to(cast["Amira"]) == 1


def test_an_address_gets_three_emails_in_ten_minutes_at_most(client, cast, row):
    for _time in range(5):
        response = client.post(ask_url(row), {"email": "amira@example.org"})
        assert response.status_code == 302
    assert emails_to(cast["Amira"]) == 3


def test_thirty_people_of_one_school_are_let_through_and_a_flood_is_not():
    assert all(join_visit_allowed(place="192.0.2.1") for _visit in range(VISITS_PER_IP_ADDRESS))
    assert not join_visit_allowed(place="192.0.2.1")
    assert join_visit_allowed(place="192.0.2.2")


def test_a_flood_is_told_so(client, row):
    for _visit in range(VISITS_PER_IP_ADDRESS):
        join_visit_allowed(place="127.0.0.1")
    assert client.post(ask_url(row), {"email": "amira@example.org"}).status_code == 429
    assert not Email.objects.filter(email_type=JOIN_EMAIL).exists()


@pytest.mark.parametrize("email", ["", "amira", "a" * 300 + "@example.org", "a@b@c"])
def test_what_is_no_address_is_told_at_the_field(client, row, email):
    assert client.post(ask_url(row), {"email": email}).status_code == 422


def test_looking_sends_nothing(client, row):
    assert client.get(ask_url(row)).status_code == 200
    assert not Email.objects.filter(email_type=JOIN_EMAIL).exists()


@pytest.mark.parametrize("token", ["1-aaaaaaaaaaaaaaaaaaaaaa", "x"])
def test_a_wrong_room_link_says_what_to_do(client, row, token):
    response = client.get(reverse("srt:join_page", args=[token]))
    assert response.status_code == 404
    assert "Deze link werkt niet" in response.content.decode()


def test_the_link_of_a_person_is_no_link_of_a_room(client, cast, wave, row):
    token = link_token(invitation_of(wave, cast["Amira"]))
    assert client.get(reverse("srt:join_page", args=[token])).status_code == 404


def test_the_room_closes_with_the_wave(client, row):
    Wave.objects.update(closes_at=timezone.now() - timedelta(seconds=1))
    response = client.post(ask_url(row), {"email": "amira@example.org"})
    assert response.status_code == 410
    assert not Email.objects.filter(email_type=JOIN_EMAIL).exists()


def test_people_who_go_on_asking_are_counted_per_minute_and_not_together(row, cast, monkeypatch):
    start = timezone.now()
    for minutes in range(0, 60, 4):  # what counting up keeps alive in the cache lives for five
        monkeypatch.setattr(timezone, "now", lambda minutes=minutes: start + timedelta(minutes=minutes))
        monkeypatch.setattr("django.core.cache.backends.db.tz_now", timezone.now)
        monkeypatch.setattr("time.time", lambda: timezone.now().timestamp())
        for _visit in range(40):
            assert join_visit_allowed(place="192.0.2.1")
