"""How long somebody stays signed in."""

import pytest
from django.urls import reverse

from accounts import sessions
from accounts.sessions import SHORTER, USUAL, session_goes_on

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
