"""How long sessions last, and the notice before they end."""

import pytest
from django.urls import reverse

from accounts import sessions
from accounts.sessions import SHORTER, USUAL, seconds_left, session_prolong, session_touch
from networks.services.programme import programme_create
from networks.services.role import programme_role_grant
from tests.cast import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

START = 1_800_000_000.0


def open_every(step, until, user):
    """Open a page every `step` seconds; return the seconds after which the session expired, or None."""
    session: dict[str, object] = {}
    moment = 0.0
    while moment <= until:
        if not session_touch(session, user, now=START + moment):
            return moment
        moment += step
    return None


def test_session_lasts_two_weeks_for_most_people(cast):
    assert open_every(3600, USUAL.absolute, cast["Amira"]) is None
    assert open_every(3600, USUAL.absolute + 7200, cast["Amira"]) is not None


def test_session_lasts_a_working_day_for_staff(cast):
    assert open_every(600, SHORTER.absolute, cast["Stella"]) is None
    assert open_every(600, SHORTER.absolute + 1200, cast["Stella"]) is not None


def test_staff_session_expires_after_two_idle_hours(cast):
    assert open_every(SHORTER.idle - 60, SHORTER.idle * 3, cast["Stella"]) is None
    assert open_every(SHORTER.idle + 60, SHORTER.idle * 3, cast["Stella"]) == SHORTER.idle + 60


def test_higher_layers_register_people_with_short_sessions(cast, monkeypatch):
    monkeypatch.setattr(sessions, "_predicates", [lambda user: user == cast["Nadia"]])
    assert open_every(600, SHORTER.absolute + 1200, cast["Nadia"]) is not None
    assert open_every(600, SHORTER.absolute + 1200, cast["Amira"]) is None


def test_session_of_non_staff_is_not_saved_on_every_request(cast):
    session: dict[str, object] = {}
    session_touch(session, cast["Amira"], now=START)
    before = dict(session)
    session_touch(session, cast["Amira"], now=START + 3600)
    assert session == before


def test_expired_session_redirects_to_sign_in(client, cast):
    client.force_login(cast["Amira"])
    client.get(reverse("accounts:profile"))
    session = client.session
    session[sessions.STARTED] -= USUAL.absolute + 60
    session.save()
    assert client.get(reverse("accounts:profile")).url.startswith(reverse("account_login"))


@pytest.fixture
def signed_in_before(client, cast):
    """A client of Amira, a participant, who signed in twelve hours and a minute ago."""
    client.post(reverse("account_login"), {"login": "amira@example.org", "password": PASSWORD})
    client.get(reverse("accounts:profile"))
    session = client.session
    session[sessions.STARTED] -= SHORTER.absolute + 60
    session.save()
    assert client.get(reverse("accounts:profile")).status_code == 200
    return client


def test_new_coordinator_gets_a_short_session(signed_in_before, cast):
    programme_role_grant(
        programme=cast.werkplaats,
        actor=cast["Nadia"],
        role="coordinator",
        email="amira@example.org",
        first_name="Amira",
    )
    assert signed_in_before.get(reverse("accounts:profile")).url.startswith(reverse("account_login"))


def test_coordinator_of_a_new_programme_gets_a_short_session(signed_in_before, cast):
    programme_create(slug="nieuw", coordinator_email="amira@example.org")
    assert signed_in_before.get(reverse("accounts:profile")).url.startswith(reverse("account_login"))


def test_other_role_does_not_shorten_the_session(signed_in_before, cast):
    programme_role_grant(
        programme=cast.werkplaats, actor=cast["Nadia"], role="assessor", email="amira@example.org", first_name="Amira"
    )
    assert signed_in_before.get(reverse("accounts:profile")).status_code == 200


def test_idle_limit_counts_from_the_new_role(client, cast):
    client.post(reverse("account_login"), {"login": "amira@example.org", "password": PASSWORD})
    client.get(reverse("accounts:profile"))
    session = client.session
    session[sessions.STARTED] -= SHORTER.idle + 60
    session[sessions.SEEN] -= SHORTER.idle + 60
    session.save()
    programme_create(slug="nieuw", coordinator_email="amira@example.org")
    assert client.get(reverse("accounts:profile")).status_code == 200
    assert client.session[sessions.SHORT] is True


def test_seconds_left_counts_down_to_the_nearer_limit(cast):
    session: dict[str, object] = {}
    session_touch(session, cast["Stella"], now=START)
    assert seconds_left(session, now=START) == SHORTER.idle
    session_prolong(session, now=START + SHORTER.idle - 60)
    assert seconds_left(session, now=START + SHORTER.idle - 60) == SHORTER.idle
    session_prolong(session, now=START + SHORTER.absolute - 60)
    assert seconds_left(session, now=START + SHORTER.absolute - 60) == 60


def test_notice_is_shown_near_the_end_of_short_sessions_only(client, cast):
    client.force_login(cast["Amira"])
    assert "data-session-left" not in client.get(reverse("accounts:profile")).content.decode()
    client.force_login(cast["Nadia"])
    client.get(reverse("accounts:profile"))
    page = client.get(reverse("accounts:profile")).content.decode()
    assert "Je wordt zo uitgelogd" in page
    assert notice_is_hidden(page)
    session = client.session
    session[sessions.STARTED] -= SHORTER.absolute - 300
    session.save()
    assert not notice_is_hidden(client.get(reverse("accounts:profile")).content.decode())


def notice_is_hidden(page):
    return "hidden" in page.split("data-session-left")[1].split(">")[0]


def test_staying_signed_in_extends_the_session(client, cast):
    client.force_login(cast["Nadia"])
    client.get(reverse("accounts:profile"))
    session = client.session
    session[sessions.SEEN] -= 240
    session.save()
    assert client.post(reverse("accounts:stay")).json()["left"] > SHORTER.idle - 60
