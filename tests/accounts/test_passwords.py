"""Choosing, changing and resetting a password, and changing the address."""

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from tests.cast import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

NEW = "mijn-fiets-is-heel-blauw"


def again(client, response):
    """Confirm the password if asked, and follow the redirect."""
    if "reauthenticate" in response.url:
        response = client.post(response.url, {"password": PASSWORD})
    return response


def ready(person):
    person.refresh_from_db()
    return person


def test_password_is_reset_with_a_code(client, cast, code_in_mail, mailoutbox):
    response = client.post(reverse("account_reset_password"), {"email": "amira@example.org"})
    assert mailoutbox[-1].subject.endswith("is je code voor een nieuw wachtwoord")
    client.get(response.url)
    response = client.post(response.url, {"code": code_in_mail()})
    assert "Kies een nieuw wachtwoord" in client.get(response.url).content.decode()
    client.post(response.url, {"password1": NEW})
    assert ready(cast["Amira"]).check_password(NEW)
    assert client.get(reverse("accounts:profile")).status_code == 200
    assert mailoutbox[-1].subject == "Je wachtwoord is gewijzigd"


def test_password_reset_looks_the_same_for_an_unknown_address(client, cast, mailoutbox):
    known = client.post(reverse("account_reset_password"), {"email": "amira@example.org"})
    unknown = client.post(reverse("account_reset_password"), {"email": "nobody@example.org"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert mailoutbox[-1].subject == "Geen account met dit adres"


def test_password_is_not_reset_without_the_code(client, cast, code_in_mail):
    response = client.post(reverse("account_reset_password"), {"email": "amira@example.org"})
    page = client.post(response.url, {"code": "XXXX-XXXX"})
    assert "Deze code klopt niet" in page.content.decode()
    client.post(reverse("account_complete_password_reset"), {"password1": NEW})
    assert ready(cast["Amira"]).check_password(PASSWORD)


@pytest.mark.parametrize("weak", ["kort", "123456789012", "wachtwoord1234567890"[:8]])
def test_weak_password_is_refused_with_a_message(client, cast, weak):
    client.force_login(cast["Amira"])
    response = client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": weak})
    assert response.status_code == 200
    assert response.context["form"].errors["password1"]
    assert ready(cast["Amira"]).check_password(PASSWORD)


def test_password_change_asks_for_the_current_password(client, cast):
    client.force_login(cast["Amira"])
    response = client.post(reverse("account_change_password"), {"oldpassword": "anders-dan-dat", "password1": NEW})
    assert "Dit is niet je huidige wachtwoord." in response.content.decode()
    assert ready(cast["Amira"]).check_password(PASSWORD)


def test_password_change_sends_a_notice_and_ends_other_sessions(client, cast, mailoutbox):
    elsewhere = type(client)()
    elsewhere.force_login(cast["Amira"])
    client.force_login(cast["Amira"])
    response = client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": NEW})
    assert response.url == reverse("accounts:profile")
    assert client.get(reverse("accounts:profile")).status_code == 200
    assert elsewhere.get(reverse("accounts:profile")).status_code == 302
    assert mailoutbox[-1].to == ["amira@example.org"]
    assert mailoutbox[-1].subject == "Je wachtwoord is gewijzigd"


def test_person_without_password_is_led_to_choose_one(client, cast):
    cast["Amira"].set_unusable_password()
    cast["Amira"].save(update_fields=["password"])
    client.force_login(cast["Amira"])
    assert client.get(reverse("account_change_password")).url == reverse("account_set_password")
    assert client.get(reverse("account_set_password")).url.startswith(reverse("account_request_reauthentication_code"))


def test_address_changes_once_its_code_is_entered(client, cast, code_in_mail, mailoutbox):
    client.force_login(cast["Amira"])
    data = {"email": "Amira.Nieuw@example.org", "action_add": "1"}
    response = again(client, client.post(reverse("account_email"), data))
    assert mailoutbox[-1].to == ["amira.nieuw@example.org"]
    assert ready(cast["Amira"]).email == "amira@example.org"
    client.post(response.url, {"code": code_in_mail()})
    assert ready(cast["Amira"]).email == "amira.nieuw@example.org"
    assert list(EmailAddress.objects.filter(user=cast["Amira"]).values_list("email", "verified")) == [
        ("amira.nieuw@example.org", True)
    ]
    assert mailoutbox[-1].to == ["amira@example.org"]
    assert "amira.nieuw@example.org" in mailoutbox[-1].body


def test_address_change_asks_for_the_password(client, cast, mailoutbox):
    client.force_login(cast["Amira"])
    response = client.post(reverse("account_email"), {"email": "x@example.org", "action_add": "1"})
    assert "reauthenticate" in response.url
    assert "Bevestig je wachtwoord" in client.get(response.url).content.decode()
    assert mailoutbox == []


def test_address_change_does_not_reveal_existing_accounts(client, cast, code_in_mail, mailoutbox):
    client.force_login(cast["Amira"])
    data = {"email": "bram@example.org", "action_add": "1"}
    response = again(client, client.post(reverse("account_email"), data))
    assert mailoutbox[-1].to == ["bram@example.org"]
    page = client.post(response.url, {"code": code_in_mail()})
    assert "Dit adres hoort bij een ander account." in page.content.decode()
    assert ready(cast["Amira"]).email == "amira@example.org"


def test_sign_in_address_cannot_be_removed(client, cast):
    client.force_login(cast["Amira"])
    again(client, client.post(reverse("account_email"), {"email": "amira@example.org", "action_remove": "1"}))
    assert EmailAddress.objects.filter(user=cast["Amira"], email="amira@example.org").exists()


def test_sessions_are_listed_by_browser_and_can_be_ended(client, cast):
    elsewhere = type(client)(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0"})
    for browser in (elsewhere, client):
        browser.post(reverse("account_login"), {"login": "amira@example.org", "password": PASSWORD})
    page = client.get(reverse("usersessions_list")).content.decode()
    assert "Firefox op Windows" in page
    assert "dit apparaat" in page
    client.post(reverse("usersessions_list"))
    assert elsewhere.get(reverse("accounts:profile")).status_code == 302
    assert client.get(reverse("accounts:profile")).status_code == 200


@pytest.mark.parametrize(
    "name", ["account_email", "account_change_password", "account_set_password", "usersessions_list"]
)
def test_account_pages_require_sign_in(client, name):
    assert client.get(reverse(name)).url.startswith(reverse("account_login"))


PAGES = [
    "account_login",
    "account_request_login_code",
    "account_reset_password",
    "account_password_reset_completed",
    "account_inactive",
    "account_signup",
]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_pages_before_sign_in_use_our_layout_in_both_languages(client, name, language):
    client.cookies["django_language"] = language
    page = client.get(reverse(name)).content.decode()
    assert f'<html lang="{language}"' in page
    assert 'class="site-footer"' in page
    assert "style=" not in page
