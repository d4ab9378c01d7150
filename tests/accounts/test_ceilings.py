"""Ceilings on emails that anyone can ask for, and the limits of a browser that signed in before."""

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts import limits
from tests.cast import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

LOGIN, REQUEST, RESET = (
    reverse(name) for name in ("account_login", "account_request_login_code", "account_reset_password")
)


@pytest.fixture(autouse=True)
def _no_limits_per_minute(settings):
    """Lift the limits of allauth, so that the ceilings of a day are met."""
    settings.ACCOUNT_RATE_LIMITS = dict.fromkeys(("request_login_code", "reset_password", "login"), "9000/m/ip")


def ask(times, address, page=REQUEST):
    """Ask for a code, each time from a new browser; return the last response."""
    responses = [Client().post(page, {"email": address}) for _time in range(times)]
    return responses[-1]


@pytest.mark.parametrize("page", [REQUEST, RESET])
def test_address_gets_twenty_codes_a_day(cast, mailoutbox, page):
    ask(25, "amira@example.org", page)
    assert len(mailoutbox) == limits.CODES_PER_ADDRESS_A_DAY == 20


@pytest.mark.parametrize("page", [REQUEST, RESET])
def test_address_without_account_gets_three_notices_a_day(cast, mailoutbox, page):
    ask(6, "nobody@example.org", page)
    ask(1, "NOBODY@example.org", page)
    assert len(mailoutbox) == limits.NOTICES_PER_STRANGER_A_DAY == 3


def test_all_strangers_together_get_a_limited_number_of_notices(cast, mailoutbox, monkeypatch):
    monkeypatch.setattr(limits, "NOTICES_TO_STRANGERS_A_DAY", 5)
    for number in range(8):
        ask(1, f"nobody{number}@example.org")
    assert len(mailoutbox) == 5


def test_response_beyond_the_ceiling_reveals_nothing(cast, mailoutbox):
    known, unknown = ask(22, "amira@example.org"), ask(22, "nobody@example.org")
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)


def known_browser(address="amira@example.org"):
    browser = Client()
    browser.post(LOGIN, {"login": address, "password": PASSWORD})
    browser.post(reverse("account_logout"))
    return browser


def test_browser_that_signed_in_before_still_gets_a_code(cast, mailoutbox):
    browser = known_browser()
    ask(25, "amira@example.org")
    mailoutbox.clear()
    browser.post(REQUEST, {"email": "amira@example.org"})
    assert len(mailoutbox) == 1


@pytest.fixture
def few_attempts(settings):
    """Allow two wrong passwords and two codes in five minutes."""
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "2/5m/key", "request_login_code": "2/5m/key"}


def wrong_passwords(browser, times=5, address="amira@example.org"):
    for _time in range(times):
        browser.post(LOGIN, {"login": address, "password": "not-this-one"})


def signs_in(browser):
    browser.post(LOGIN, {"login": "amira@example.org", "password": PASSWORD})
    return "_auth_user_id" in browser.session


def test_wrong_passwords_of_others_do_not_lock_a_known_browser_out(cast, few_attempts):
    browser = known_browser()
    wrong_passwords(Client())
    assert not signs_in(Client())
    assert signs_in(browser)


def test_known_browser_has_a_limit_too(cast, few_attempts):
    browser = known_browser()
    wrong_passwords(browser)
    assert not signs_in(browser)


def test_codes_requested_by_others_do_not_lock_out_a_known_browser(cast, few_attempts, mailoutbox):
    browser = known_browser()
    ask(5, "amira@example.org")
    mailoutbox.clear()
    browser.post(REQUEST, {"email": "amira@example.org"})
    assert len(mailoutbox) == 1


@pytest.mark.parametrize("forged", ["{0}xx", "", "nonsense"])
def test_forged_cookie_gives_no_limits_of_its_own(cast, few_attempts, forged):
    browser, name = known_browser(), settings.LEERWEB_KNOWN_BROWSER_COOKIE
    browser.cookies[name] = forged.format(browser.cookies[name].value)
    wrong_passwords(Client())
    assert not signs_in(browser)


def test_cookie_of_another_address_gives_no_limits_of_its_own(cast, few_attempts):
    browser = known_browser("bram@example.org")
    wrong_passwords(Client())
    assert not signs_in(browser)


def test_cookie_holds_no_address(cast):
    cache.clear()
    assert "amira" not in known_browser().cookies[settings.LEERWEB_KNOWN_BROWSER_COOKIE].value
