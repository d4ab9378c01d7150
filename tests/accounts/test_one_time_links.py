"""One-time links and codes: each dies with its purpose, and what it changes is reported by email."""

import time

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse

from accounts.selectors import invitation_url
from accounts.services import account_invitation_send, person_get_or_create
from tests.cast import PASSWORD
from tests.srt.wave_cases import run_jobs

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

NEW, STOLEN = "mijn-fiets-is-heel-blauw", "iemand-anders-koos-dit"
LOGIN, REQUEST, CONFIRM = (
    reverse(name) for name in ("account_login", "account_request_login_code", "account_confirm_login_code")
)


@pytest.fixture
def invitation(cast):
    person, _made = person_get_or_create(email="jet@example.org", first_name="Jet", last_name="Nieuw")
    made = account_invitation_send(person=person, actor=cast["Nadia"], programme_name="Werkplaats")
    assert made is not None
    return made


def by_code(client, person, code_in_mail):
    client.post(REQUEST, {"email": person.email})
    client.post(CONFIRM, {"code": code_in_mail()})


def by_password(client, person, code_in_mail):
    person.set_password(NEW)
    person.save(update_fields=["password"])


def by_reset(client, person, code_in_mail):
    response = client.post(reverse("account_reset_password"), {"email": person.email})
    response = client.post(response.url, {"code": code_in_mail()})
    client.post(response.url, {"password1": NEW})


def by_institution(client, person, code_in_mail):
    SocialAccount.objects.create(user=person, provider="surfconext", uid="sub-of-jet")


@pytest.mark.parametrize("first_use", [by_code, by_password, by_reset, by_institution])
def test_invitation_expires_at_the_first_use_of_the_account(client, invitation, code_in_mail, first_use):
    link = invitation_url(invitation)
    assert client.get(link).status_code == 200
    first_use(type(client)(), invitation.person, code_in_mail)
    names = {"first_name": "Mallory", "last_name": "X", "language": "nl"}
    assert client.post(link, {**names, "password": STOLEN}).status_code == 410
    assert client.get(link).status_code == 410
    invitation.person.refresh_from_db()
    assert invitation.person.full_name == "Jet Nieuw"
    assert not invitation.person.check_password(STOLEN)


def test_account_in_use_gets_no_new_invitation(cast, invitation, code_in_mail, client):
    by_password(client, invitation.person, code_in_mail)
    assert account_invitation_send(person=invitation.person, actor=None, programme_name="Werkplaats") is None


@pytest.mark.parametrize(("password", "line"), [(NEW, "Er is een wachtwoord gekozen."), ("", "Er is geen wachtwoord")])
def test_created_account_is_reported_by_email(client, invitation, mailoutbox, password, line):
    data = {"first_name": "Jette", "last_name": "Nieuw", "language": "nl", "password": password}
    client.post(invitation_url(invitation), data)
    run_jobs()
    [notice] = [email for email in mailoutbox if email.subject == "Je account is gemaakt"]
    assert notice.to == ["jet@example.org"]
    assert "met de naam Jette Nieuw" in notice.body
    assert line in notice.body


def test_reset_code_from_another_browser_expires_with_the_next_password(client, cast, code_in_mail):
    other = type(client)()
    confirm = other.post(reverse("account_reset_password"), {"email": "amira@example.org"}).url
    stolen = code_in_mail()
    by_reset(client, cast["Amira"], code_in_mail)
    other.post(confirm, {"code": stolen})
    other.post(reverse("account_complete_password_reset"), {"password1": STOLEN})
    cast["Amira"].refresh_from_db()
    assert cast["Amira"].check_password(NEW)


def test_confirmed_reset_expires_with_the_next_password(client, cast, code_in_mail):
    other = type(client)()
    confirm = other.post(reverse("account_reset_password"), {"email": "amira@example.org"}).url
    other.post(confirm, {"code": code_in_mail()})
    by_reset(client, cast["Amira"], code_in_mail)
    other.post(reverse("account_complete_password_reset"), {"password1": STOLEN})
    cast["Amira"].refresh_from_db()
    assert cast["Amira"].check_password(NEW)


def new_password(person):
    person.set_password(NEW)
    person.save(update_fields=["password"])


def new_address(person):
    EmailAddress.objects.filter(user=person).update(email="amira.nieuw@example.org")
    person.email = "amira.nieuw@example.org"
    person.save(update_fields=["email"])


def closed(person):
    person.is_active = False
    person.save(update_fields=["is_active"])


@pytest.mark.parametrize("change", [new_password, new_address, closed])
def test_sign_in_code_stops_working_when_the_account_changes(client, cast, code_in_mail, change):
    client.post(REQUEST, {"email": "amira@example.org"})
    change(cast["Amira"])
    client.post(CONFIRM, {"code": code_in_mail()})
    assert "_auth_user_id" not in client.session


def test_same_code_is_sent_again(client, cast, code_in_mail, mailoutbox):
    client.post(REQUEST, {"email": "amira@example.org"})
    first = code_in_mail()
    client.post(CONFIRM, {"action": "resend"})
    assert len(mailoutbox) == 2
    assert code_in_mail() == first
    client.post(CONFIRM, {"code": first})
    assert client.session["_auth_user_id"] == str(cast["Amira"].pk)


def test_code_for_a_new_address_is_sent_again(client, cast, code_in_mail, mailoutbox):
    client.force_login(cast["Amira"], backend="allauth.account.auth_backends.AuthenticationBackend")
    asked = client.post(reverse("account_email"), {"email": "nieuw@example.org", "action_add": "1"})
    page = client.post(asked.url, {"password": PASSWORD}).url
    first = code_in_mail()
    client.post(page, {"action": "resend"})
    assert mailoutbox[-1].to == ["nieuw@example.org"]
    assert code_in_mail() == first


RESET, AGAIN = reverse("account_reset_password"), reverse("account_request_reauthentication_code")


def code_asked_again(client, code_in_mail, between=None):
    """Ask for a code twice with the form, as people do when the first email is slow, and return both."""
    codes = []
    for _time in range(2):
        client.post(RESET, {"email": "amira@example.org"})
        codes.append(code_in_mail())
        client.get(LOGIN)
        if between and len(codes) == 1:
            between()
    return codes


def test_same_reset_code_is_sent_when_the_form_is_sent_again(client, cast, code_in_mail, mailoutbox):
    first, second = code_asked_again(client, code_in_mail)
    assert len(mailoutbox) == 2
    assert first == second


def test_same_code_is_sent_before_a_sensitive_action(client, cast, code_in_mail):
    client.force_login(cast["Otto"], backend="allauth.account.auth_backends.AuthenticationBackend")
    codes = []
    for _time in range(2):
        client.post(AGAIN, {"recipient": cast["Otto"].email})
        codes.append(code_in_mail())
    assert codes[0] == codes[1]
    client.post(reverse("account_confirm_reauthentication_code"), {"code": codes[0]})
    client.post(AGAIN, {"recipient": cast["Otto"].email})
    assert code_in_mail() != codes[0]


def test_reset_code_of_the_first_email_works_after_a_second(client, cast, code_in_mail):
    first, _second = code_asked_again(client, code_in_mail)
    client.post(reverse("account_confirm_password_reset_code"), {"code": first})
    client.post(reverse("account_complete_password_reset"), {"password1": NEW})
    cast["Amira"].refresh_from_db()
    assert cast["Amira"].check_password(NEW)


def test_changed_account_gets_another_code(client, cast, code_in_mail):
    first, second = code_asked_again(client, code_in_mail, lambda: new_password(cast["Amira"]))
    assert first != second


def test_code_gets_no_more_attempts_by_asking_again(client, cast, code_in_mail):
    confirm = reverse("account_confirm_password_reset_code")
    client.post(RESET, {"email": "amira@example.org"})
    first = code_in_mail()
    for _time in range(3):
        client.post(confirm, {"code": "BBBB-BBBB"})
    client.post(RESET, {"email": "amira@example.org"})
    assert code_in_mail() == first
    for _time in range(2):
        client.post(confirm, {"code": "BBBB-BBBB"})
    client.post(confirm, {"code": first})
    assert client.get(reverse("account_complete_password_reset")).status_code == 302
    client.post(RESET, {"email": "amira@example.org"})
    assert code_in_mail() != first


def test_used_reset_code_is_not_sent_again(client, cast, code_in_mail):
    client.post(RESET, {"email": "amira@example.org"})
    first = code_in_mail()
    client.post(reverse("account_confirm_password_reset_code"), {"code": first})
    client.post(RESET, {"email": "amira@example.org"})
    assert code_in_mail() != first


def test_code_is_sent_again_for_as_long_as_it_is_valid(client, cast, code_in_mail, monkeypatch):
    client.post(RESET, {"email": "amira@example.org"})
    first, now = code_in_mail(), time.time()
    monkeypatch.setattr("accounts.codes.time.time", lambda: now + 14 * 60)
    client.post(RESET, {"email": "amira@example.org"})
    assert code_in_mail() == first
    monkeypatch.setattr("accounts.codes.time.time", lambda: now + 16 * 60)
    client.post(RESET, {"email": "amira@example.org"})
    assert code_in_mail() != first


def test_another_browser_gets_another_code(client, cast, code_in_mail):
    client.post(RESET, {"email": "amira@example.org"})
    first = code_in_mail()
    type(client)().post(RESET, {"email": "amira@example.org"})
    assert code_in_mail() != first


def test_address_waiting_for_its_code_cannot_be_replaced(client, cast, code_in_mail, mailoutbox):
    client.force_login(cast["Amira"], backend="allauth.account.auth_backends.AuthenticationBackend")
    asked = client.post(reverse("account_email"), {"email": "nieuw@example.org", "action_add": "1"})
    page = client.post(asked.url, {"password": PASSWORD}).url
    client.post(page, {"action": "change", "email": "stranger@example.org"})
    assert [email.to for email in mailoutbox] == [["nieuw@example.org"]]
    cast["Amira"].refresh_from_db()
    assert cast["Amira"].email == "amira@example.org"
