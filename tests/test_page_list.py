"""The list of pages: complete, and each page is what it says it is."""

import pytest
from django.urls import resolve

from tests.access_matrix import MATRIX
from tests.page import Page
from tests.page_world import PageWorld
from tests.pages import PAGES

# Routes that lead on without a page of their own, or are no page.
NO_PAGE = {
    "accounts:health",
    "meetings:feed",
    "srt:own_questionnaire",
    "srt:result_progress",
    "srt:picture_download",
    "srt:result_table",
    "networks:people_import_bad_rows",
    "meetings:file",
    "meetings:link_file",
    "mfa_download_recovery_codes",
    "mfa_login_webauthn",
    # These need an institution: tests/accounts/test_institutions.py
    "socialaccount_signup",
    "openid_connect_login",
    "openid_connect_callback",
    # These need a passkey on a device: tests/accounts/test_second_factor_browser.py
    "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn",
    "mfa_edit_webauthn",
    "account_complete_password_reset",  # behind a code from a letter: tests/accounts/test_passwords.py
}


def test_every_route_that_shows_a_page_is_in_the_list(page_world: PageWorld):
    shown = {resolve(page.address(page_world).partition("?")[0]).view_name for page in PAGES if page.state != "error"}
    assert sorted({row.name for row in MATRIX if "GET" in row.methods} - shown - NO_PAGE) == []


def test_no_two_lines_have_the_same_name():
    assert len({str(page) for page in PAGES}) == len(PAGES)


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_a_page_opens_for_its_reader(page_world: PageWorld, page: Page, settings):
    settings.LEERWEB_DEMO = page.demo
    response = page.open(page_world)
    assert response.status_code == page.status
    assert response.headers["Content-Type"].startswith("text/html")
    assert "<h1" in response.content.decode()


@pytest.mark.parametrize("page", [page for page in PAGES if page.posts is not None and "wrong" in page.state], ids=str)
def test_what_is_wrong_is_said_in_a_summary(page_world: PageWorld, page: Page):
    assert "data-focus-on-load" in page.open(page_world).content.decode()
