"""The page for who watches over the product."""

import pytest
from django.db import DatabaseError
from django.urls import reverse

from jobs import health

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

HEALTH = reverse("accounts:health")


def test_it_answers_yes_to_anybody(client):
    response = client.get(HEALTH)
    assert response.status_code == 200
    assert response.json()["well"] is True
    assert response.json()["checks"]["jobs"] is True


def test_it_answers_503_when_a_check_says_no(client, monkeypatch):
    monkeypatch.setitem(health._checks, "jobs", lambda: False)
    response = client.get(HEALTH)
    assert response.status_code == 503
    assert response.json()["checks"]["jobs"] is False


def test_a_database_that_is_away_is_an_answer(client, monkeypatch):
    def away() -> bool:
        raise DatabaseError

    monkeypatch.setitem(health._checks, "jobs", away)
    assert client.get(HEALTH).status_code == 503


def test_it_says_yes_or_no_and_never_a_number(client):
    assert {type(answer) for answer in client.get(HEALTH).json()["checks"].values()} == {bool}


def test_it_is_kept_by_nobody(client):
    assert "no-store" in client.get(HEALTH)["Cache-Control"]


def test_it_is_read_only(client):
    assert client.post(HEALTH).status_code == 405
