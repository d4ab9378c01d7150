"""Sign-in and accounts in a browser: on a phone, with the keyboard, with and without JavaScript."""

import re

import pytest
from django.core import mail
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import expect

from accounts.models import User
from accounts.selectors import invitation_url
from accounts.services import account_invitation_send, person_get_or_create
from tests.cast import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def newcomer_link(cast):
    with transaction.atomic():
        person = person_get_or_create(email="nieuw@example.org", first_name="Nieuw", last_name="Mens")[0]
        invitation = account_invitation_send(person=person, actor=cast["Nadia"], programme_name="Werkplaats")
    assert invitation is not None
    return invitation_url(invitation)


def fits_the_screen(page):
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("javascript", [True, False])
def test_form_of_a_personal_link_is_accepted_without_referrer(open_page, cast, javascript):
    page = open_page(width=320, height=640, javascript=javascript)
    page.goto(newcomer_link(cast))
    page.get_by_label("Wachtwoord").fill("mijn-fiets-is-heel-blauw")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/welcome/" not in url)
    assert "Welkom, Nieuw." in page.content()
    assert User.objects.get(email="nieuw@example.org").check_password("mijn-fiets-is-heel-blauw")


def test_language_of_a_personal_link_can_be_switched(open_page, cast):
    page = open_page()
    link = newcomer_link(cast)
    page.goto(link)
    page.get_by_role("button", name="EN", exact=True).click()
    page.get_by_role("heading", name="Welcome").wait_for()
    page.wait_for_url(f"**{link}")


def test_pasted_code_signs_in_with_the_keyboard_alone(phone, cast):
    phone.goto(reverse("account_login"))
    phone.get_by_label("E-mailadres").focus()
    phone.keyboard.type("amira@example.org")
    for _ in range(3):
        phone.keyboard.press("Tab")
    phone.keyboard.press("Enter")
    phone.get_by_role("heading", name="Vul de code uit je mail in").wait_for()
    found = re.search(r"^[A-Z]{4}-[A-Z]{4}$", str(mail.outbox[-1].body), re.MULTILINE)
    assert found
    phone.get_by_label("Code").focus()
    phone.keyboard.insert_text(f" {found.group()} ")
    phone.keyboard.press("Enter")
    phone.get_by_role("button", name="Uitloggen").wait_for()


@pytest.mark.parametrize("name", ["account_login", "account_reset_password", "account_signup"])
def test_pages_before_sign_in_are_accessible_and_fit_a_small_phone(phone, axe, name):
    phone.goto(reverse(name))
    axe(phone)
    assert fits_the_screen(phone)


def test_error_summary_gets_the_focus(phone, cast, axe):
    phone.goto(reverse("account_login"))
    phone.get_by_role("button", name="Inloggen").click()
    phone.get_by_role("heading", name="Hier klopt nog iets niet").wait_for()
    expect(phone.locator(".error-summary")).to_be_focused()
    axe(phone)


def test_pages_about_an_account_are_accessible_and_fit_a_small_phone(phone, cast, axe):
    phone.goto(reverse("account_login"))
    phone.get_by_label("E-mailadres").fill("amira@example.org")
    phone.get_by_label("Wachtwoord").fill(PASSWORD)
    phone.keyboard.press("Enter")
    phone.get_by_role("button", name="Uitloggen").wait_for()
    for name in ("accounts:profile", "account_email", "account_change_password", "usersessions_list", "account_logout"):
        phone.goto(reverse(name))
        axe(phone)
        assert fits_the_screen(phone), name


def test_welcome_page_is_accessible_and_fits_a_small_phone(phone, cast, axe):
    phone.goto(newcomer_link(cast))
    axe(phone)
    assert fits_the_screen(phone)
    phone.goto(reverse("accounts:welcome", args=["1-abcdefghijklmnopqrstuv"]))
    axe(phone)
    assert fits_the_screen(phone)
