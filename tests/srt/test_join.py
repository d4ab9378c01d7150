"""The join code and join page: the same response for every address, and the personal link by email."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.limits import VISITS_PER_IP_ADDRESS
from mailing.models import Email
from mailing.registry import is_confidential
from networks.events import participations_changed
from networks.models import Participation
from srt.models import Wave
from srt.selectors.questionnaire import link_token
from srt.selectors.waves import join_token
from srt.services.join import JOIN_EMAIL, join_link_request, join_visit_allowed
from tests.rendered import email_message
from tests.srt.wave_cases import invitation_of, row_of, run_jobs, wave_make

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


@pytest.fixture(autouse=True)
def empty_limits(db, monkeypatch):
    """Reset the rate limits and freeze the minute in which they count."""
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


def code_url(row):
    return reverse("srt:join_code", args=[row.network_id, row.wave_id])


def emails_to(person):
    return Email.objects.filter(email_type=JOIN_EMAIL, recipient=person).count()


@pytest.mark.parametrize(
    ("name", "status"),
    [("Iris", 200), ("Nadia", 200), ("Amira", 403), ("Wouter", 403), ("Hugo", 404), ("Pieter", 404), ("Otto", 404)],
)
def test_join_code_is_for_facilitators(client, cast, row, name, status):
    client.force_login(cast[name])
    assert client.get(code_url(row)).status_code == status


def test_join_code_requires_signing_in(client, row):
    assert client.get(code_url(row)).status_code == 302


def test_join_code_of_another_network_is_404(client, cast, wave):
    client.force_login(cast["Hugo"])
    assert client.get(reverse("srt:join_code", args=[cast.rekenen.pk, wave.pk])).status_code == 404


def test_join_code_rejects_post(client, cast, row):
    client.force_login(cast["Iris"])
    assert client.post(code_url(row)).status_code == 405


def test_join_code_has_no_inline_styles(client, cast, row):
    client.force_login(cast["Iris"])
    text = client.get(code_url(row)).content.decode()
    assert re.search(r"<svg[^>]*segno", text)
    assert "style=" not in text


def test_join_code_does_not_show_the_response(client, cast, row):
    client.force_login(cast["Iris"])
    assert "ingevuld door" not in client.get(code_url(row)).content.decode()


def test_join_code_requires_an_open_wave(client, cast, row):
    Wave.objects.update(closes_at=timezone.now() - timedelta(seconds=1))
    client.force_login(cast["Iris"])
    text = client.get(code_url(row)).content.decode()
    assert "De vragenlijst is niet open" in text
    assert "segno" not in text


@pytest.mark.parametrize(
    "email", ["amira@example.org", " AMIRA@Example.org ", "nobody@example.org", "otto@example.org"]
)
def test_join_page_responds_the_same_to_every_address(client, row, email):
    response = client.post(ask_url(row), {"email": email})
    assert (response.status_code, response["Location"]) == (302, f"{ask_url(row)}?sent")


def test_invited_address_gets_the_personal_link(client, cast, wave, row):
    client.post(ask_url(row), {"email": "Amira@example.org"})
    run_jobs()
    message = email_message(email=Email.objects.get(email_type=JOIN_EMAIL))
    assert message is not None
    assert message.to == ["amira@example.org"]
    assert link_token(invitation_of(wave, cast["Amira"])) in message.body


def test_request_does_the_same_work_for_a_known_and_an_unknown_address(client, cast, row):
    statements = []
    client.post(ask_url(row), {"email": "first@example.org"})  # creates the counter of this IP address
    for address in ("amira@example.org", "otto@example.org", "nobody@example.org"):
        with CaptureQueriesContext(connection) as queries:
            client.post(ask_url(row), {"email": address})
        written = [query["sql"].split('"')[1] for query in queries if query["sql"].startswith(("INSERT", "UPDATE"))]
        read = [
            query["sql"].split('"')[1]
            for query in queries
            if query["sql"].startswith("SELECT") and "FROM" in query["sql"]
        ]
        statements.append((written, read))
    assert statements[0] == statements[1] == statements[2]
    assert "srt_waveinvitation" not in str(statements)


def test_inviter_does_not_see_that_a_requested_link_was_refused():
    assert is_confidential(JOIN_EMAIL)


def test_address_is_deleted_from_the_cache_once_answered(client, row):
    client.post(ask_url(row), {"email": "amira@example.org"})
    run_jobs()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cache WHERE cache_key LIKE '%%link-request%%'")
        assert cursor.fetchone() == (0,)


def test_unknown_address_gets_no_email(client, cast, row):
    client.post(ask_url(row), {"email": "otto@example.org"})
    run_jobs()
    assert not Email.objects.filter(email_type=JOIN_EMAIL).exists()


def test_moved_participant_gets_the_link_of_their_current_network(client, cast):
    wave = wave_make(cast, cast.burgerschap, cast.rekenen)
    participation = Participation.objects.get(person=cast["Amira"])
    participation.network = cast.rekenen
    participation.save(update_fields=["network"])
    participations_changed([participation.network])
    join_link_request(wave_network=row_of(wave, cast.rekenen), email="amira@example.org")
    run_jobs()
    assert emails_to(cast["Amira"]) == 1


def test_address_gets_at_most_three_emails_in_ten_minutes(client, cast, row):
    for _time in range(5):
        response = client.post(ask_url(row), {"email": "amira@example.org"})
        assert response.status_code == 302
    run_jobs()
    assert emails_to(cast["Amira"]) == 3


def test_join_visits_allow_a_school_but_not_a_flood():
    assert all(join_visit_allowed(place="192.0.2.1") for _visit in range(VISITS_PER_IP_ADDRESS))
    assert not join_visit_allowed(place="192.0.2.1")
    assert join_visit_allowed(place="192.0.2.2")


def test_flood_gets_429(client, row):
    for _visit in range(VISITS_PER_IP_ADDRESS):
        join_visit_allowed(place="127.0.0.1")
    assert client.post(ask_url(row), {"email": "amira@example.org"}).status_code == 429
    assert not Email.objects.filter(email_type=JOIN_EMAIL).exists()


@pytest.mark.parametrize("email", ["", "amira", "a" * 300 + "@example.org", "a@b@c"])
def test_invalid_address_is_reported_at_the_field(client, row, email):
    assert client.post(ask_url(row), {"email": email}).status_code == 422


def test_opening_the_join_page_sends_nothing(client, row):
    assert client.get(ask_url(row)).status_code == 200
    assert not Email.objects.filter(email_type=JOIN_EMAIL).exists()


@pytest.mark.parametrize("token", ["1-aaaaaaaaaaaaaaaaaaaaaa", "x"])
def test_wrong_join_link_explains_what_to_do(client, row, token):
    response = client.get(reverse("srt:join_page", args=[token]))
    assert response.status_code == 404
    assert "Deze link werkt niet" in response.content.decode()


def test_personal_link_is_not_a_join_link(client, cast, wave, row):
    token = link_token(invitation_of(wave, cast["Amira"]))
    assert client.get(reverse("srt:join_page", args=[token])).status_code == 404


def test_join_page_closes_with_the_wave(client, row):
    Wave.objects.update(closes_at=timezone.now() - timedelta(seconds=1))
    response = client.post(ask_url(row), {"email": "amira@example.org"})
    assert response.status_code == 410
    assert not Email.objects.filter(email_type=JOIN_EMAIL).exists()


def test_join_visits_are_counted_per_minute(row, cast, monkeypatch):
    start = timezone.now()
    for minutes in range(0, 60, 4):  # a counter in the cache lives for five minutes
        monkeypatch.setattr(timezone, "now", lambda minutes=minutes: start + timedelta(minutes=minutes))
        monkeypatch.setattr("django.core.cache.backends.db.tz_now", timezone.now)
        monkeypatch.setattr("time.time", lambda: timezone.now().timestamp())
        for _visit in range(40):
            assert join_visit_allowed(place="192.0.2.1")
