"""The maintenance page, shown instead of every page but /health/."""

import pytest
from django.test import Client

PATHS = ["/", "/about/", "/accounts/login/", "/q/1-x/", "/nowhere/", "/admin/"]


@pytest.fixture
def maintenance(settings) -> None:
    settings.LEERWEB_MAINTENANCE = True


@pytest.mark.parametrize("path", PATHS)
def test_every_page_is_503_without_a_database_query(maintenance, path):
    """Has no database fixture, so a query would fail this test."""
    response = Client().get(path)
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "300"
    assert response.headers["Cache-Control"] == "no-store"
    assert "Leerweb is er even niet" in response.content.decode()


def test_post_is_503(maintenance):
    assert Client().post("/accounts/login/", {"login": "amira@example.org"}).status_code == 503


def test_maintenance_page_is_in_the_language_of_the_browser(maintenance):
    page = Client().get("/", headers={"accept-language": "en"}).content.decode()
    assert "Leerweb is briefly unavailable" in page
    assert 'lang="en"' in page


def test_maintenance_page_has_the_csp(maintenance):
    assert "script-src 'self'" in Client().get("/").headers["Content-Security-Policy"]


@pytest.mark.django_db
def test_health_page_still_works(maintenance):
    assert Client().get("/health/").status_code == 200


@pytest.mark.django_db
def test_pages_work_without_maintenance():
    assert Client().get("/about/").status_code == 200
