"""Institutions beside each other, their secrets, and the subjects they may send."""

import pytest
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse

from accounts.institutions import RelinkError, identity_relink
from tests.accounts.gateway import institution
from tests.accounts.test_institutions import START, connected, go_there_and_back, past_the_password, who_is_in
from tests.cast import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

CONNECTIONS = reverse("socialaccount_connections")


@pytest.fixture
def two(settings, gateway):
    """A second institution beside the first."""
    apps = [institution(gateway), institution(gateway, name="other")]
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": apps}}
    return gateway


def test_account_is_connected_and_disconnected_beside_another_institution(client, cast, two, mailoutbox):
    past_the_password(client)
    assert go_there_and_back(client, f"{START}?process=connect").url == CONNECTIONS
    account = SocialAccount.objects.get()
    assert (account.user, account.provider) == (cast["Amira"], "surfconext")
    assert client.get(CONNECTIONS).status_code == 200
    assert mailoutbox[-1].subject == "Er is een instelling met je account verbonden"
    client.post(CONNECTIONS, {"account": account.pk})
    assert not SocialAccount.objects.exists()


def test_account_is_connected_after_confirmation_beside_another_institution(client, cast, two):
    client.force_login(cast["Amira"], backend="allauth.account.auth_backends.AuthenticationBackend")
    asked = go_there_and_back(client, f"{START}?process=connect")
    client.post(asked.url, {"password": PASSWORD})
    assert client.get(CONNECTIONS).status_code == 200
    assert SocialAccount.objects.get().user == cast["Amira"]


def test_sign_in_works_beside_another_institution(client, cast, two):
    connected(cast["Amira"])
    go_there_and_back(client)
    assert who_is_in(client) == cast["Amira"]


@pytest.mark.parametrize("secret", ["a%b", "a+b", "a:b", "a b/é&=", "100%25"])
def test_secret_with_special_characters_works(client, cast, gateway, settings, secret):
    gateway.secret = secret
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [{**institution(gateway), "secret": secret}]}}
    connected(cast["Amira"])
    go_there_and_back(client)
    assert who_is_in(client) == cast["Amira"]


def test_subject_of_255_characters_is_connected(client, cast, gateway):
    gateway.person["sub"] = "é" * 5 + "x" * 250
    past_the_password(client)
    go_there_and_back(client, f"{START}?process=connect")
    assert SocialAccount.objects.get().uid == gateway.person["sub"]


@pytest.mark.parametrize("sub", ["", "x" * 256, "a\x00b"], ids=ascii)
def test_relinking_refuses_an_impossible_subject(cast, sub):
    account = connected(cast["Amira"])
    with pytest.raises(RelinkError):
        identity_relink(person=cast["Amira"], institution="surfconext", sub=sub)
    account.refresh_from_db()
    assert account.uid == "sub-of-amira"


@pytest.mark.parametrize("sub", ["", None, "x" * 256, 12, ["a"], {"a": 1}, "a\x00b"], ids=repr)
@pytest.mark.parametrize("process", ["", "?process=connect"])
def test_impossible_subject_fails_with_an_explanation(client, cast, gateway, sub, process):
    gateway.person["sub"] = sub
    if process:
        past_the_password(client)
    response = go_there_and_back(client, f"{START}{process}")
    assert response.status_code in {401, 200}
    assert "Inloggen is niet gelukt" in response.content.decode()
    assert not SocialAccount.objects.exists()
