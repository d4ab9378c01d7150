"""How long somebody stays signed in."""

import pytest
from django.urls import reverse

from accounts import sessions
from accounts.sessions import SHORTER, USUAL, session_goes_on
from networks.services.programme import programme_create
from networks.services.role import programme_role_grant
from tests.cast import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

START = 1_800_000_000.0


def open_every(step, until, user):
    """Open a page every `step` seconds; return after how many seconds the session ended, or None."""
    session: dict[str, object] = {}
    moment = 0.0
    while moment <= until:
        if not session_goes_on(session, user, now=START + moment):
            return moment
        moment += step
    return None


def test_two_weeks_for_most_people(cast):
    assert open_every(3600, USUAL.absolute, cast["Amira"]) is None
    assert open_every(3600, USUAL.absolute + 7200, cast["Amira"]) is not None


def test_a_working_day_for_staff(cast):
    assert open_every(600, SHORTER.absolute, cast["Stella"]) is None
    assert open_every(600, SHORTER.absolute + 1200, cast["Stella"]) is not None


def test_staff_that_opens_no_page_for_two_hours_signs_in_again(cast):
    assert open_every(SHORTER.idle - 60, SHORTER.idle * 3, cast["Stella"]) is None
    assert open_every(SHORTER.idle + 60, SHORTER.idle * 3, cast["Stella"]) == SHORTER.idle + 60


def test_floors_above_say_who_else_has_short_sessions(cast, monkeypatch):
    monkeypatch.setattr(sessions, "_predicates", [lambda user: user == cast["Nadia"]])
    assert open_every(600, SHORTER.absolute + 1200, cast["Nadia"]) is not None
    assert open_every(600, SHORTER.absolute + 1200, cast["Amira"]) is None


def test_nothing_is_written_while_most_people_read(cast):
    session: dict[str, object] = {}
    session_goes_on(session, cast["Amira"], now=START)
    before = dict(session)
    session_goes_on(session, cast["Amira"], now=START + 3600)
    assert session == before


def test_a_session_that_lasted_long_enough_leads_to_the_sign_in_page(client, cast):
    client.force_login(cast["Amira"])
    client.get(reverse("accounts:profile"))
    session = client.session
    session[sessions.STARTED] -= USUAL.absolute + 60
    session.save()
    assert client.get(reverse("accounts:profile")).url.startswith(reverse("account_login"))


@pytest.fixture
def signed_in_before(client, cast):
    """Amira, who takes part and nothing else, signed in twelve hours and a minute ago."""
    client.post(reverse("account_login"), {"login": "amira@example.org", "password": PASSWORD})
    client.get(reverse("accounts:profile"))
    session = client.session
    session[sessions.STARTED] -= SHORTER.absolute + 60
    session.save()
    assert client.get(reverse("accounts:profile")).status_code == 200
    return client


def test_who_becomes_coordinator_while_signed_in_has_short_sessions_from_then_on(signed_in_before, cast):
    programme_role_grant(
        programme=cast.werkplaats, actor=cast["Nadia"], role="coordinator", email="amira@example.org", first_name="A"
    )
    assert signed_in_before.get(reverse("accounts:profile")).url.startswith(reverse("account_login"))


def test_so_has_who_gets_a_programme_of_their_own(signed_in_before, cast):
    programme_create(slug="nieuw", coordinator_email="amira@example.org")
    assert signed_in_before.get(reverse("accounts:profile")).url.startswith(reverse("account_login"))


def test_another_task_leaves_the_session_as_it_is(signed_in_before, cast):
    programme_role_grant(
        programme=cast.werkplaats, actor=cast["Nadia"], role="assessor", email="amira@example.org", first_name="A"
    )
    assert signed_in_before.get(reverse("accounts:profile")).status_code == 200


def test_the_two_hours_count_from_the_task_and_not_from_the_last_page(client, cast):
    client.post(reverse("account_login"), {"login": "amira@example.org", "password": PASSWORD})
    client.get(reverse("accounts:profile"))
    session = client.session
    session[sessions.STARTED] -= SHORTER.idle + 60
    session[sessions.SEEN] -= SHORTER.idle + 60
    session.save()
    programme_create(slug="nieuw", coordinator_email="amira@example.org")
    assert client.get(reverse("accounts:profile")).status_code == 200
    assert client.session[sessions.SHORT] is True
