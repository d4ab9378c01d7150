"""While somebody works on the machine: one page in the place of all, and what goes on answering."""

import pytest
from django.test import Client

PATHS = ["/", "/about/", "/accounts/login/", "/q/1-x/", "/nowhere/", "/admin/"]


@pytest.fixture
def away(settings) -> None:
    settings.LEERWEB_MAINTENANCE = True


@pytest.mark.parametrize("path", PATHS)
def test_every_page_says_that_it_is_away_and_needs_no_database(away, path):
    """Without the fixture of a database: a query would fail this test."""
    response = Client().get(path)
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "300"
    assert response.headers["Cache-Control"] == "no-store"
    assert "Leerweb is er even niet" in response.content.decode()


def test_nothing_can_be_sent(away):
    assert Client().post("/accounts/login/", {"login": "amira@example.org"}).status_code == 503


def test_it_speaks_the_language_of_the_browser(away):
    page = Client().get("/", headers={"accept-language": "en"}).content.decode()
    assert "Leerweb is away for a moment" in page
    assert 'lang="en"' in page


def test_the_policy_for_scripts_and_styles_holds_here_too(away):
    assert "script-src 'self'" in Client().get("/").headers["Content-Security-Policy"]


@pytest.mark.django_db
def test_health_goes_on_answering(away):
    assert Client().get("/health/").status_code == 200


@pytest.mark.django_db
def test_usually_pages_are_there():
    assert Client().get("/about/").status_code == 200
