"""The three pages for monitoring: alive, ready and in trouble."""

from pathlib import Path

import pytest
import yaml
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.urls import reverse

from jobs import health

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

HEALTH, ALIVE, READY = reverse("accounts:health"), reverse("accounts:alive"), reverse("accounts:ready")
ROOT = Path(__file__).resolve().parent.parent.parent


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


def test_health_page_names_the_trouble(client, monkeypatch):
    def refused() -> bool:
        raise health.Trouble("password refused")

    monkeypatch.setitem(health._checks, "mailing.server", refused)
    assert client.get(HEALTH).json()["troubles"]["mailing.server"] == "password refused"


def test_process_is_alive_without_a_database(client, monkeypatch, django_assert_num_queries):
    monkeypatch.setitem(health._checks, "jobs", lambda: False)
    with django_assert_num_queries(0):
        assert client.get(ALIVE).status_code == 200


def test_process_is_ready_while_a_job_is_late(client, monkeypatch):
    monkeypatch.setitem(health._checks, "jobs", lambda: False)
    response = client.get(READY)
    assert response.status_code == 200
    assert response.json()["checks"] == {"broker": True, "database": True, "migrations": True}


def test_process_is_not_ready_with_a_missing_migration(client):
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    recorder.migration_qs.filter(app="mailing").delete()
    response = client.get(READY)
    assert response.status_code == 503
    assert response.json()["troubles"] == {"migrations": "failed"}


def test_process_is_not_ready_without_its_broker(client, settings, monkeypatch):
    from celery import current_app

    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"
    monkeypatch.setattr(current_app.conf, "broker_url", settings.CELERY_BROKER_URL)
    monkeypatch.setattr(current_app.conf, "broker_write_url", settings.CELERY_BROKER_URL)
    response = client.get(READY)
    assert response.status_code == 503
    assert list(response.json()["troubles"]) == ["broker"]


def test_containers_are_restarted_by_the_alive_page_only():
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))["services"]
    check = services["web"]["healthcheck"]["test"][-1]
    assert ALIVE in check
    assert HEALTH not in check


def test_pages_for_monitoring_answer_during_maintenance(settings):
    settings.LEERWEB_MAINTENANCE = True
    assert [Client().get(page).status_code for page in (ALIVE, READY, HEALTH)] == [200, 200, 200]
