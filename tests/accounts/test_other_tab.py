"""Forms that lost their token because someone signed in in another tab, and forms without cookies."""

import pytest
from django.middleware.csrf import get_token
from django.test import Client, RequestFactory
from django.urls import reverse

from accounts.models import User
from accounts.saved_form import SAVED_FORM
from meetings.models import MeetingInvitee
from meetings.tokens import invitee_token
from srt.models import DraftResponse
from tests.cast import PASSWORD
from tests.meetings.meeting_cases import invitee_of, meeting_make
from tests.srt.test_questionnaire import page_url
from tests.srt.wave_cases import invitation_of, wave_make

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

LOGIN, PROFILE, SAVED_PAGE = reverse("account_login"), reverse("accounts:profile"), reverse("accounts:saved_form")
FORM = {"first_name": "Amira", "infix": "", "last_name": "Langer", "language": "nl"}
OWN, OTHER = {"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "cross-site"}


@pytest.fixture
def browser():
    """Return a client that checks tokens, as a browser with cookies meets them."""
    return Client(enforce_csrf_checks=True)


def sign_in(browser):
    browser.get(LOGIN)
    data = {"login": "amira@example.org", "password": PASSWORD}
    return browser.post(LOGIN, {**data, "csrfmiddlewaretoken": browser.cookies["csrftoken"].value})


def stale():
    return get_token(RequestFactory().get("/"))


def test_form_of_another_tab_is_stored_and_saved_with_a_new_token(browser, cast):
    sign_in(browser)
    response = browser.post(PROFILE, {**FORM, "csrfmiddlewaretoken": stale()}, headers=OWN)
    assert response.url == SAVED_PAGE
    page = browser.get(SAVED_PAGE).content.decode()
    assert "Je logde in een ander tabblad in" in page
    assert "Langer" in page
    browser.post(PROFILE, {**FORM, "csrfmiddlewaretoken": browser.cookies["csrftoken"].value}, headers=OWN)
    assert User.objects.get(pk=cast["Amira"].pk).last_name == "Langer"


@pytest.mark.parametrize("headers", [OTHER, {"Origin": "https://evil.example"}, {"Origin": "null"}, {}])
def test_form_that_may_come_from_another_site_is_not_stored(browser, cast, headers):
    sign_in(browser)
    assert browser.post(PROFILE, {**FORM, "csrfmiddlewaretoken": stale()}, headers=headers).status_code == 403
    assert SAVED_FORM not in browser.session


def test_second_sign_in_tab_leads_to_its_own_page(browser, cast):
    sign_in(browser)
    response = browser.post(f"{LOGIN}?next={PROFILE}", {"csrfmiddlewaretoken": stale()}, headers=OWN)
    assert response.url == PROFILE


def test_second_sign_in_tab_leads_to_no_other_site(browser, cast):
    sign_in(browser)
    response = browser.post(f"{LOGIN}?next=https://evil.example/", {"csrfmiddlewaretoken": stale()}, headers=OWN)
    assert response.url == "/"


def test_sign_in_form_with_an_old_token_is_shown_again_with_its_next_page(browser, cast):
    browser.get(LOGIN)
    response = browser.post(f"{LOGIN}?next={PROFILE}", {"csrfmiddlewaretoken": stale()}, headers=OWN)
    assert response.url == f"{LOGIN}?next={PROFILE}"


@pytest.mark.parametrize("name", ["account_logout", "account_email", "account_change_password", "mfa_index"])
def test_account_page_with_an_old_token_is_shown_again(browser, cast, name):
    sign_in(browser)
    response = browser.post(reverse(name), {"email": "x@example.org", "csrfmiddlewaretoken": stale()}, headers=OWN)
    assert response.url == reverse(name)
    assert "Doe het hier nog een keer" in browser.get(PROFILE).content.decode()


def test_phases_of_a_scheme_keep_their_codes(browser, cast):
    sign_in(browser)
    typed = {"phases-0-code": "explore", "phases-0-name_nl": "Verkennen"}
    page = reverse("ogo:phase_scheme_add", args=[cast.werkplaats.pk])
    browser.post(page, {**typed, "csrfmiddlewaretoken": stale()}, headers=OWN)
    assert dict(browser.session[SAVED_FORM]["fields"]) == typed


@pytest.mark.parametrize(
    ("headers", "has_cookie", "headline"),
    [
        (OWN, False, "Je browser houdt onze cookie tegen"),
        (OTHER, True, "Dit formulier kwam van een andere website"),
        (OWN, True, "Je bent in een ander tabblad in- of uitgelogd"),
    ],
)
def test_headline_gives_the_true_reason(browser, cast, headers, has_cookie, headline):
    if has_cookie:
        browser.get(LOGIN)
    response = browser.post(PROFILE, FORM, headers=headers)
    assert response.status_code == 403
    assert f"<h1>{headline}" in " ".join(response.content.decode().split()).replace("<h1> ", "<h1>")


@pytest.fixture
def amiras(cast):
    """Return Amira's invitation to a meeting."""
    return invitee_of(meeting_make(cast.burgerschap, cast["Iris"]), cast["Amira"])


def test_questionnaire_is_saved_without_cookies_or_token(cast, browser):
    wave = wave_make(cast, cast.burgerschap)
    browser.post(page_url(invitation_of(wave, cast["Amira"])), {"p01": "4"}, headers=OWN)
    assert DraftResponse.objects.exists()


@pytest.mark.parametrize("headers", [OWN, {"Origin": "http://testserver"}, {"Origin": "null"}, {}])
def test_reply_by_link_needs_no_cookie(browser, amiras, headers):
    browser.post(f"/m/{invitee_token(amiras)}/answer/", {"answer": "yes"}, headers=headers)
    assert MeetingInvitee.objects.get(pk=amiras.pk).answer == "yes"


@pytest.mark.parametrize("headers", [OTHER, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://evil.example"}])
def test_reply_by_link_from_another_site_is_refused(browser, amiras, headers):
    assert browser.post(f"/m/{invitee_token(amiras)}/answer/", {"answer": "yes"}, headers=headers).status_code == 403
    assert MeetingInvitee.objects.get(pk=amiras.pk).answer == ""


def test_language_switch_works_with_the_token_of_before_sign_in(browser, cast):
    sign_in(browser)
    data = {"language": "en", "next": PROFILE, "csrfmiddlewaretoken": stale()}
    assert browser.post(reverse("accounts:language"), data, headers=OWN).url == PROFILE
    assert User.objects.get(pk=cast["Amira"].pk).language == "en"
