"""Confirmation before every sensitive change, whatever means of signing in an account has."""

from itertools import product

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse

from accounts.models import User
from tests.accounts.test_institutions import START, go_there_and_back
from tests.cast import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
NEW = "mijn-fiets-is-heel-blauw"
REQUEST, CONFIRM = reverse("account_request_reauthentication_code"), reverse("account_confirm_reauthentication_code")
# Every combination of a password, a passkey and an institution's account.
MEANS = [
    frozenset(each for each, has in zip(("password", "passkey", "institution"), chosen, strict=True) if has)
    for chosen in product((False, True), repeat=3)
]
CHANGES = {
    "address": ("account_email", {"email": "nieuw@example.org", "action_add": "1"}),
    "first password": ("account_set_password", {"password1": NEW}),
    "app": ("mfa_activate_totp", {"code": "123456"}),
    "passkey": ("mfa_add_webauthn", {"name": "Laptop", "credential": "{}"}),
    "erasure": ("accounts:erase", {"email": "amira@example.org"}),
}


def person_with(cast, means):
    """Return Amira with exactly these means of signing in."""
    amira = cast["Amira"]
    if "password" not in means:
        amira.set_unusable_password()
        amira.save(update_fields=["password"])
    if "passkey" in means:
        Authenticator.objects.create(user=amira, type=Authenticator.Type.WEBAUTHN, data={"name": "x", "credential": {}})
    if "institution" in means:
        SocialAccount.objects.create(user=amira, provider="surfconext", uid="sub-of-amira")
    return amira


def state_of(person):
    """Return everything that the changes above would change, or None once the account is erased."""
    found = User.objects.filter(pk=person.pk).values("email", "password").first()
    factors = sorted(Authenticator.objects.filter(user_id=person.pk).values_list("type", flat=True))
    accounts = sorted(SocialAccount.objects.filter(user_id=person.pk).values_list("uid", flat=True))
    return found and (found, factors, accounts)


def confirm_by_code(client, response, code_in_mail):
    """Follow the way to an emailed code from a page that asks for confirmation."""
    next_page = response.url.partition("?")[2]
    client.post(f"{REQUEST}?{next_page}", {"recipient": "amira@example.org"})
    return client.post(f"{CONFIRM}?{next_page}", {"code": code_in_mail()})


@pytest.mark.parametrize("means", MEANS, ids=lambda means: "+".join(sorted(means)) or "none")
@pytest.mark.parametrize("change", CHANGES)
def test_change_asks_for_confirmation_with_any_sign_in_method(client, cast, mailoutbox, means, change):
    person = person_with(cast, means)
    name, data = CHANGES[change]
    client.force_login(person, backend=BACKEND)
    before = state_of(person)
    response = client.post(reverse(name), data)
    if change == "first password" and "password" in means:
        assert response.url == reverse("account_change_password")
    else:
        assert response.url.startswith(reverse("account_reauthenticate"))  # also the head of the other ways
    assert state_of(person) == before
    assert mailoutbox == []


@pytest.mark.parametrize("means", MEANS, ids=lambda means: "+".join(sorted(means)) or "none")
def test_connecting_an_institution_asks_for_confirmation_with_any_sign_in_method(client, cast, gateway, means):
    person = person_with(cast, means - {"institution"})
    client.force_login(person, backend=BACKEND)
    assert go_there_and_back(client, f"{START}?process=connect").url.startswith(reverse("account_reauthenticate"))
    assert not SocialAccount.objects.exists()


def test_disconnecting_an_institution_asks_for_confirmation(client, cast, gateway):
    person = person_with(cast, {"password", "institution"})
    client.force_login(person, backend=BACKEND)
    account = SocialAccount.objects.get()
    client.post(reverse("socialaccount_connections"), {"account": account.pk})
    assert SocialAccount.objects.filter(pk=account.pk).exists()


def test_password_is_chosen_after_an_emailed_code(client, cast, code_in_mail, mailoutbox):
    person = person_with(cast, set())
    client.force_login(person, backend=BACKEND)
    asked = client.get(reverse("account_set_password"))
    assert "We mailen een code naar amira@example.org." in client.get(asked.url).content.decode()
    done = confirm_by_code(client, asked, code_in_mail)
    assert mailoutbox[0].subject.endswith("is je code om te bevestigen dat jij het bent")
    assert "Log daar uit:" in mailoutbox[0].body
    client.post(done.url, {"password1": NEW})
    assert User.objects.get(pk=person.pk).check_password(NEW)


def test_wrong_code_confirms_nothing(client, cast, mailoutbox):
    person = person_with(cast, set())
    client.force_login(person, backend=BACKEND)
    client.post(REQUEST, {"recipient": "amira@example.org"})
    assert "Deze code klopt niet" in client.post(CONFIRM, {"code": "XXXX-XXXX"}).content.decode()
    assert client.get(reverse("account_set_password")).url.startswith(REQUEST)


def test_code_is_only_sent_to_the_persons_address(client, cast, mailoutbox):
    client.force_login(person_with(cast, set()), backend=BACKEND)
    client.post(REQUEST, {"recipient": "bram@example.org"})
    assert mailoutbox == []


def test_erasure_goes_on_after_an_emailed_code(client, cast, code_in_mail):
    person = person_with(cast, set())
    client.force_login(person, backend=BACKEND)
    asked = client.post(reverse("accounts:erase"), {"email": person.email})
    confirm_by_code(client, asked, code_in_mail)
    assert not User.objects.filter(pk=person.pk).exists()


def test_person_with_a_password_may_confirm_by_code_or_password(client, cast, code_in_mail):
    client.force_login(person_with(cast, {"password"}), backend=BACKEND)
    asked = client.post(*change_of_address())
    assert "Met een code uit je mail" in client.get(asked.url).content.decode()
    assert client.post(asked.url, {"password": PASSWORD}).url == reverse("account_email_verification_sent")


def change_of_address():
    name, data = CHANGES["address"]
    return reverse(name), data


def test_fresh_sign_in_does_not_count_as_confirmation(client, cast):
    client.post(reverse("account_login"), {"login": "amira@example.org", "password": PASSWORD})
    assert client.post(*change_of_address()).url.startswith(reverse("account_reauthenticate"))
