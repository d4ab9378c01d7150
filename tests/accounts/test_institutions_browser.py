"""Sign-in with an institution's account in a browser: the CSP allows the redirect."""

import pytest
from allauth.socialaccount.models import SocialAccount
from csp.constants import SELF
from django.urls import reverse

from tests.accounts.gateway import gateway_start, institution
from tests.cast import PASSWORD

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow("a story in the browser; the whole story and the questionnaire are told every time"),
]


@pytest.fixture
def gateway(settings):
    found, server = gateway_start()
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [institution(found)]}}
    directives = {**settings.CONTENT_SECURITY_POLICY["DIRECTIVES"], "form-action": [SELF, found.url]}
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": directives}
    found.person = {"sub": "sub-of-amira"}
    yield found
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("javascript", [True, False])
def test_person_connects_an_account_and_signs_in_with_it(open_page, gateway, cast, axe, javascript):
    page = open_page(width=320, height=640, javascript=javascript)
    page.goto(reverse("account_login"))
    page.get_by_role("button", name="Inloggen met SURFconext").click()
    page.get_by_role("heading", name="Dit account is nog niet verbonden").wait_for()
    page.get_by_role("link", name="Ik heb een account").click()
    page.get_by_label("E-mailadres").fill("amira@example.org")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Uitloggen").wait_for()
    page.goto(reverse("accounts:profile"))
    page.get_by_role("link", name="Accounts van instellingen").click()
    page.get_by_role("button", name="Verbinden").click()
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Verder").click()
    page.get_by_text("Verbonden. Je kunt er nu mee inloggen.").wait_for()
    if javascript:
        axe(page)
    assert SocialAccount.objects.get().user == cast["Amira"]
    page.get_by_role("button", name="Uitloggen").click()
    page.get_by_role("button", name="Inloggen met SURFconext").click()
    page.get_by_role("button", name="Uitloggen").wait_for()
    page.wait_for_url(lambda url: "/accounts/" not in url)
