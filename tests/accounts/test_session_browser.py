"""The notice before a session ends, in a browser."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.cast import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_session_notice_appears_and_extends_without_losing_text(page, cast, axe):
    page.clock.install()
    page.goto(reverse("account_login"))
    page.get_by_label("E-mailadres").fill("nadia@example.org")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Uitloggen").wait_for()
    page.goto(reverse("accounts:profile"))
    page.get_by_label("Achternaam").fill("Halverwege")
    notice = page.get_by_text("Je wordt zo uitgelogd")
    page.clock.fast_forward("01:45:00")
    expect(notice).to_be_hidden()
    page.clock.fast_forward("00:06:00")
    notice.wait_for()
    axe(page)
    page.get_by_role("button", name="Ingelogd blijven").click()
    notice.wait_for(state="hidden")
    assert page.get_by_label("Achternaam").input_value() == "Halverwege"
    page.clock.fast_forward("01:51:00")
    notice.wait_for()
