"""The health page."""

import pytest
from django.db import DatabaseError
from django.urls import reverse

from jobs import health

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

HEALTH = reverse("accounts:health")


def test_health_page_is_public(client):
    response = client.get(HEALTH)
    assert response.status_code == 200
    assert response.json()["well"] is True
    assert response.json()["checks"]["jobs"] is True


def test_health_page_is_503_if_a_check_fails(client, monkeypatch):
    monkeypatch.setitem(health._checks, "jobs", lambda: False)
    response = client.get(HEALTH)
    assert response.status_code == 503
    assert response.json()["checks"]["jobs"] is False


def test_health_page_reports_an_unreachable_database(client, monkeypatch):
    def away() -> bool:
        raise DatabaseError

    monkeypatch.setitem(health._checks, "jobs", away)
    assert client.get(HEALTH).status_code == 503


def test_health_page_has_no_numbers(client):
    assert {type(answer) for answer in client.get(HEALTH).json()["checks"].values()} == {bool}


def test_health_page_is_not_cached(client):
    assert "no-store" in client.get(HEALTH)["Cache-Control"]


def test_health_page_is_read_only(client):
    assert client.post(HEALTH).status_code == 405
