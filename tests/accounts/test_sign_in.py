"""Sign-in with a password or an emailed code, and sign-out."""

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from accounts.models import User
from tests.cast import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

LOGIN = reverse("account_login")
CODE_PAGE = reverse("account_confirm_login_code")


def signed_in(client):
    return "_auth_user_id" in client.session


def ask_for_code(client, address):
    return client.post(LOGIN, {"login": address, "by_code": "1"})


def test_sign_in_page_offers_password_and_code(client):
    page = client.get(LOGIN).content.decode()
    assert "Je ziet altijd wat anderen over jou en jullie zien." in page
    assert "Mail mij een code" in page
    assert 'autocomplete="current-password"' in page
    assert 'autocomplete="username"' in page
    assert "placeholder" not in page
    assert "style=" not in page


@pytest.mark.parametrize("address", ["amira@example.org", " Amira@EXAMPLE.org "])
def test_sign_in_ignores_the_case_of_the_address(client, cast, address):
    response = client.post(LOGIN, {"login": address, "password": PASSWORD})
    assert response.status_code == 302
    assert signed_in(client)


def test_last_sign_in_is_not_stored(client, cast):
    before = User.objects.values().get(pk=cast["Amira"].pk)
    client.post(LOGIN, {"login": "amira@example.org", "password": PASSWORD})
    assert signed_in(client)
    assert User.objects.values().get(pk=cast["Amira"].pk) == before


def test_sign_in_returns_to_the_requested_page(client, cast):
    page = client.get(reverse("accounts:profile"))
    assert page.url.startswith(LOGIN)
    response = client.post(page.url, {"login": "amira@example.org", "password": PASSWORD})
    assert response.url == reverse("accounts:profile")


@pytest.mark.parametrize("elsewhere", ["https://example.com/", "//example.com", "javascript:alert(1)"])
def test_sign_in_does_not_redirect_to_another_site(client, cast, elsewhere):
    response = client.post(f"{LOGIN}?next={elsewhere}", {"login": "amira@example.org", "password": PASSWORD})
    assert response.url == "/"


def test_wrong_password_and_unknown_address_look_alike(client, cast):
    wrong = client.post(LOGIN, {"login": "amira@example.org", "password": "iets-heel-anders"})
    unknown = client.post(LOGIN, {"login": "amirb@example.org", "password": "iets-heel-anders"})
    assert not signed_in(client)
    assert wrong.status_code == unknown.status_code == 200
    assert "E-mailadres of wachtwoord klopt niet" in wrong.content.decode()
    assert wrong.context["form"].errors == unknown.context["form"].errors


def test_sign_in_without_password_explains_both_ways(client, cast):
    page = client.post(LOGIN, {"login": "amira@example.org", "password": ""}).content.decode()
    assert "Vul je wachtwoord in, of kies “Mail mij een code”." in page
    assert "mag leeg blijven" not in page


def test_emailed_code_signs_in(client, cast, code_in_mail, mailoutbox):
    assert ask_for_code(client, "Amira@example.org").url == CODE_PAGE
    assert mailoutbox[-1].to == ["amira@example.org"]
    page = client.get(CODE_PAGE).content.decode()
    assert "amira@example.org" in page
    assert 'autocomplete="one-time-code"' in page
    client.post(CODE_PAGE, {"code": f" {code_in_mail().lower().replace('-', ' ')} "})
    assert signed_in(client)


def test_code_button_ignores_an_autofilled_password(client, cast):
    response = client.post(LOGIN, {"login": "amira@example.org", "password": PASSWORD, "by_code": "1"})
    assert response.url == CODE_PAGE


def test_code_works_once(client, cast, code_in_mail):
    ask_for_code(client, "amira@example.org")
    code = code_in_mail()
    client.post(CODE_PAGE, {"code": code})
    client.post(reverse("account_logout"))
    ask_for_code(client, "amira@example.org")
    client.post(CODE_PAGE, {"code": code})
    assert not signed_in(client)


def test_five_wrong_codes_cancel_the_sign_in(client, cast, code_in_mail):
    ask_for_code(client, "amira@example.org")
    for _ in range(4):
        assert client.post(CODE_PAGE, {"code": "XXXX-XXXX"}).status_code == 200
    assert client.post(CODE_PAGE, {"code": "XXXX-XXXX"}).status_code == 302
    client.post(CODE_PAGE, {"code": code_in_mail()})
    assert not signed_in(client)


def test_code_expires_after_fifteen_minutes(client, cast, code_in_mail, monkeypatch):
    ask_for_code(client, "amira@example.org")
    real = __import__("time").time
    monkeypatch.setattr("allauth.account.internal.flows.code_verification.time.time", lambda: real() + 15 * 60 + 1)
    client.post(CODE_PAGE, {"code": code_in_mail()})
    assert not signed_in(client)


def test_requesting_a_code_looks_the_same_for_an_unknown_address(client, cast, mailoutbox):
    known = ask_for_code(client, "amira@example.org")
    page_of_known = client.get(CODE_PAGE).content.decode()
    client.post(reverse("account_logout"))
    unknown = ask_for_code(client, "nobody@example.org")
    page_of_unknown = client.get(CODE_PAGE).content.decode()
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert without_secrets(page_of_known) == without_secrets(page_of_unknown.replace("nobody@", "amira@"))
    assert mailoutbox[-1].to == ["nobody@example.org"]
    assert mailoutbox[-1].subject == "Geen account met dit adres"


def without_secrets(page):
    return [line for line in page.splitlines() if "csrfmiddlewaretoken" not in line]


def test_first_code_verifies_the_address(client, cast, code_in_mail):
    EmailAddress.objects.filter(user=cast["Amira"]).update(verified=False)
    ask_for_code(client, "amira@example.org")
    client.post(CODE_PAGE, {"code": code_in_mail()})
    assert signed_in(client)
    assert EmailAddress.objects.get(user=cast["Amira"]).verified


def test_password_does_not_sign_in_before_the_address_is_verified(client, cast, code_in_mail):
    EmailAddress.objects.filter(user=cast["Amira"]).update(verified=False)
    response = client.post(LOGIN, {"login": "amira@example.org", "password": PASSWORD})
    assert not signed_in(client)
    assert "Is dit jouw adres?" in client.get(response.url).content.decode()
    client.post(response.url, {"code": code_in_mail()})
    assert signed_in(client)


def test_inactive_account_cannot_sign_in(client, cast):
    cast["Amira"].is_active = False
    cast["Amira"].save(update_fields=["is_active"])
    response = client.post(LOGIN, {"login": "amira@example.org", "password": PASSWORD}, follow=True)
    assert not signed_in(client)
    assert "Dit account is gesloten" in response.content.decode()


def test_ten_wrong_passwords_block_only_that_account(client, cast):
    for _ in range(10):
        client.post(LOGIN, {"login": "amira@example.org", "password": "iets-heel-anders"})
    page = client.post(LOGIN, {"login": "amira@example.org", "password": PASSWORD}).content.decode()
    assert "Wacht vijf minuten" in page
    assert not signed_in(client)
    client.post(LOGIN, {"login": "bram@example.org", "password": PASSWORD})
    assert signed_in(client)


def test_whole_school_behind_one_ip_address_can_sign_in(client, cast):
    for _ in range(40):
        assert client.post(LOGIN, {"login": "amira@example.org", "password": PASSWORD}).status_code == 302
        client.post(reverse("account_logout"))


def test_sign_out_requires_post(client, cast):
    client.force_login(cast["Amira"])
    assert "Uitloggen?" in client.get(reverse("account_logout")).content.decode()
    assert signed_in(client)
    client.post(reverse("account_logout"))
    assert not signed_in(client)


@pytest.mark.parametrize("method", ["get", "post"])
def test_sign_up_is_closed(client, method):
    response = getattr(client, method)(
        reverse("account_signup"), {"email": "new@example.org", "password1": "een-lang-wachtwoord"}
    )
    assert "Je hebt een uitnodiging nodig" in response.content.decode()
    assert not EmailAddress.objects.filter(email="new@example.org").exists()


def test_admin_uses_the_same_sign_in_page(client):
    assert client.get("/admin/", follow=True).redirect_chain[-1][0].startswith(LOGIN)


def test_signed_in_pages_are_not_stored(client, cast):
    client.force_login(cast["Amira"])
    assert client.get(reverse("accounts:profile"))["Cache-Control"] == "no-store"
