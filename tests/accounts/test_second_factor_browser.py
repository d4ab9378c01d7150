"""The second factor in a browser: an app, a passkey on a virtual device, and recovery codes."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as counters
from django.core import mail
from django.urls import reverse
from playwright.sync_api import expect

from accounts.models import User
from audit.models import AuditEntry
from tests.cast import PASSWORD

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow("a story in the browser; the whole story and the questionnaire are told every time"),
]


HOME = re.compile(r"//[^/]+/$")


@pytest.fixture
def required(settings):
    settings.LEERWEB_SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def device():
    """Return a function that adds a virtual authenticator, with user verification, to the browser of a page."""

    def give(page):
        session = page.context.new_cdp_session(page)
        session.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        key = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]
        return lambda owner: session.send("WebAuthn.setUserVerified", {"authenticatorId": key, "isUserVerified": owner})

    return give


def code_now(secret, step=1):
    return format_hotp_value(hotp_value(secret, list(counters())[step]))


def sign_in(page, address="nadia@example.org"):
    page.goto(reverse("account_login"))
    page.get_by_label("E-mailadres").fill(address)
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.keyboard.press("Enter")


def sign_out(page):
    page.get_by_role("button", name="Uitloggen").click()
    page.get_by_role("heading", name="Inloggen").wait_for()


def reauthenticate(page):
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Verder").click()


def emailed_code():
    """Return the code in the newest email."""
    code = re.search(r"^[A-Z]{4}-[A-Z]{4}$", str(mail.outbox[-1].body), re.MULTILINE)
    assert code
    return code.group()


def set_up_app(page):
    page.get_by_role("link", name="App instellen").click()
    reauthenticate(page)
    page.get_by_text("Geen camera?").click()
    secret = page.locator("code.secret").inner_text()
    page.get_by_label("Code uit je app").fill(code_now(secret, 0))
    page.get_by_role("button", name="Deze app gebruiken").click()
    page.get_by_role("heading", name="Herstelcodes").wait_for()
    return secret


def test_coordinator_sets_up_an_app_and_uses_app_and_recovery_code(required, page, cast, axe):
    sign_in(page)
    page.get_by_role("heading", name="Inloggen in twee stappen").wait_for()
    axe(page)
    page.goto(reverse("overview:home"))
    page.wait_for_url(f"**{reverse('mfa_index')}")
    secret = set_up_app(page)
    axe(page)
    codes = page.locator(".codes code").all_inner_texts()
    assert len(codes) == 10
    assert "Er is een app aan je account toegevoegd" in [message.subject for message in mail.outbox]
    assert AuditEntry.objects.filter(code="accounts.second_factor_added", actor=cast["Nadia"]).exists()
    page.get_by_role("link", name="Ik heb ze bewaard").click()
    page.wait_for_url(HOME)
    sign_out(page)
    sign_in(page)
    page.get_by_role("heading", name="Je tweede stap").wait_for()
    axe(page)
    page.get_by_label("Code uit je app").fill(code_now(secret))
    page.keyboard.press("Enter")
    sign_out(page)
    sign_in(page)
    page.get_by_label("Code uit je app").fill(codes[3])
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Uitloggen").wait_for()
    page.wait_for_url(HOME)


def test_passkey_signs_in_alone_and_as_second_factor(required, page, cast, axe, device):
    device(page)
    sign_in(page)
    page.get_by_role("link", name="Passkey toevoegen").click()
    reauthenticate(page)
    axe(page)
    page.get_by_label("Naam").fill("Werklaptop")
    page.get_by_role("button", name="Passkey maken").click()
    page.get_by_role("heading", name="Herstelcodes").wait_for()
    page.goto(reverse("mfa_list_webauthn"))
    expect(page.get_by_role("cell", name="Werklaptop", exact=True)).to_be_visible()
    axe(page)
    sign_out(page)
    page.get_by_role("button", name="Passkey gebruiken").click()
    page.get_by_role("button", name="Uitloggen").wait_for()
    page.wait_for_url(HOME)
    sign_out(page)
    sign_in(page)
    page.get_by_role("button", name="Passkey gebruiken").click()
    page.get_by_role("button", name="Uitloggen").wait_for()
    page.wait_for_url(HOME)


def test_passkey_without_user_verification_is_refused(page, cast, device):
    know = device(page)
    know(False)
    sign_in(page, "amira@example.org")
    page.get_by_role("button", name="Uitloggen").wait_for()
    page.goto(reverse("mfa_add_webauthn"))
    reauthenticate(page)
    page.get_by_role("button", name="Passkey maken").click()
    page.get_by_text("Dat lukte niet of werd gestopt.").wait_for()
    assert not Authenticator.objects.exists()


def test_sensitive_action_asks_for_the_passkey(page, cast, axe, device):
    cast["Amira"].set_unusable_password()
    cast["Amira"].save(update_fields=["password"])
    device(page)
    page.goto(reverse("account_login"))
    page.get_by_label("E-mailadres").fill("amira@example.org")
    page.get_by_role("button", name="Mail mij een code").click()
    page.get_by_label("Code").wait_for()
    page.get_by_label("Code").fill(emailed_code())
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Uitloggen").wait_for()
    page.goto(reverse("mfa_add_webauthn"))
    page.get_by_role("button", name="Mail mij een code").click()
    page.get_by_label("Code").wait_for()
    page.get_by_label("Code").fill(emailed_code())
    page.get_by_role("button", name="Verder").click()
    page.get_by_role("button", name="Passkey maken").click()
    page.get_by_role("heading", name="Herstelcodes").wait_for()
    sign_out(page)
    page.get_by_role("button", name="Passkey gebruiken").click()
    page.get_by_role("button", name="Uitloggen").wait_for()
    page.goto(reverse("mfa_generate_recovery_codes"))
    page.get_by_role("link", name="Met een passkey").click()
    axe(page)
    page.get_by_role("button", name="Passkey gebruiken").click()
    page.get_by_role("heading", name="Nieuwe codes maken?").wait_for()


def test_removing_the_passkey_redirects_to_set_up(required, page, cast, axe, device):
    device(page)
    sign_in(page)
    page.get_by_role("link", name="Passkey toevoegen").click()
    reauthenticate(page)
    page.get_by_role("button", name="Passkey maken").click()
    page.get_by_role("heading", name="Herstelcodes").wait_for()
    page.goto(reverse("mfa_list_webauthn"))
    page.get_by_role("link", name=re.compile("Naam wijzigen")).click()
    axe(page)
    page.get_by_label("Naam").fill("Oude laptop")
    page.get_by_role("button", name="Bewaren").click()
    page.get_by_role("cell", name="Oude laptop", exact=True).wait_for()
    page.get_by_role("link", name=re.compile("Verwijderen")).click()
    axe(page)
    page.get_by_role("button", name="Passkey verwijderen").click()
    page.get_by_role("heading", name="Inloggen in twee stappen").wait_for()
    assert not Authenticator.objects.exists()
    assert AuditEntry.objects.filter(code="accounts.second_factor_removed").exists()
    assert User.objects.get(pk=cast["Nadia"].pk).is_active


def test_second_factor_pages_fit_a_small_phone_without_javascript(required, open_page, cast):
    page = open_page(width=320, height=640, javascript=False)
    sign_in(page)
    secret = set_up_app(page)
    assert len(secret) == 32
    for name in ("mfa_index", "mfa_view_recovery_codes", "mfa_deactivate_totp", "mfa_generate_recovery_codes"):
        page.goto(reverse(name))
        expect(page.locator("h1")).to_have_count(1)
    page.goto(reverse("mfa_add_webauthn"))
    expect(page.locator("noscript p")).to_be_visible()
    expect(page.get_by_role("button", name="Passkey maken")).to_be_hidden()
