"""Sign-in with an institution's account, against a local provider."""

import io
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.core.management import CommandError, call_command
from django.urls import reverse

from accounts.models import User
from audit.models import AuditEntry
from config.institutions import institutions, origins
from tests.accounts.gateway import CLIENT, LOA2, institution
from tests.cast import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

START = reverse("openid_connect_login", args=["surfconext"])
CALLBACK = reverse("openid_connect_callback", args=["surfconext"])
CONNECTIONS = reverse("socialaccount_connections")


@pytest.fixture
def with_acr(settings, gateway):
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [institution(gateway, acr=[LOA2])]}}
    return gateway


def go_there_and_back(client, start=START):
    """Follow the redirects to the provider and back; return the last response."""
    there = client.post(start)
    assert there.status_code == 302, there.content.decode()
    return come_back(client, there.url)


def come_back(client, address):
    back = requests.get(address, allow_redirects=False, timeout=60).headers["Location"]
    parts = urlsplit(back)
    assert parts.path == CALLBACK
    return client.get(f"{parts.path}?{parts.query}")


def connected(person, sub="sub-of-amira"):
    return SocialAccount.objects.create(user=person, provider="surfconext", uid=sub)


def who_is_in(client):
    key = client.session.get("_auth_user_id")
    return User.objects.get(pk=key) if key else None


def past_the_password(client, address="amira@example.org"):
    client.post(reverse("account_login"), {"login": address, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def test_connected_account_signs_in_with_pkce_and_secret_in_header(client, cast, gateway):
    connected(cast["Amira"])
    assert go_there_and_back(client).status_code == 302
    assert who_is_in(client) == cast["Amira"]
    asked, sent = gateway.asked[0], gateway.tokens_asked[0]
    assert asked["code_challenge_method"] == "S256"
    assert (asked["client_id"], asked["response_type"]) == (CLIENT, "code")
    assert len(sent["code_verifier"]) >= 43
    assert "client_secret" not in sent


def test_only_sub_is_stored(client, cast, gateway):
    account = connected(cast["Amira"])
    go_there_and_back(client)
    account.refresh_from_db()
    assert (account.uid, account.extra_data) == ("sub-of-amira", {})
    assert not SocialToken.objects.exists()
    assert User.objects.get(pk=cast["Amira"].pk).email == "amira@example.org"


def test_unknown_account_gets_no_account_whatever_its_address(client, cast, gateway):
    people = User.objects.count()
    response = go_there_and_back(client)
    assert response.status_code == 403
    assert "Dit account is nog niet verbonden" in response.content.decode()
    assert "sub-of-amira" in response.content.decode()
    assert who_is_in(client) is None
    assert User.objects.count() == people
    assert not SocialAccount.objects.exists()
    assert client.get(reverse("socialaccount_signup")).url == reverse("account_login")


@pytest.mark.parametrize("wrong", ["state", "audience", "issuer", "old", "userinfo"])
def test_invalid_token_does_not_sign_in(client, cast, gateway, wrong):
    connected(cast["Amira"])
    gateway.breaks = wrong
    response = go_there_and_back(client)
    assert "Inloggen is niet gelukt" in response.content.decode()
    assert who_is_in(client) is None


def test_code_of_another_browser_does_not_sign_in(client, cast, gateway):
    """PKCE and state: opening another person's callback does not sign in as them."""
    connected(cast["Amira"])
    there = client.post(START).url
    back = urlsplit(requests.get(there, allow_redirects=False, timeout=60).headers["Location"])
    other = client_class(client)
    assert "Inloggen is niet gelukt" in other.get(f"{CALLBACK}?{back.query}").content.decode()
    own = parse_qs(urlsplit(other.post(START).url).query)["state"][0]
    stolen = parse_qs(back.query)["code"][0]
    response = other.get(CALLBACK, {"code": stolen, "state": own})
    assert "Inloggen is niet gelukt" in response.content.decode()
    assert who_is_in(other) is None


def client_class(client):
    return type(client)()


def test_response_works_once(client, cast, gateway):
    connected(cast["Amira"])
    back = urlsplit(requests.get(client.post(START).url, allow_redirects=False, timeout=60).headers["Location"])
    client.get(f"{CALLBACK}?{back.query}")
    client.post(reverse("account_logout"))
    assert "Inloggen is niet gelukt" in client.get(f"{CALLBACK}?{back.query}").content.decode()
    assert who_is_in(client) is None


def test_cancelled_sign_in_is_explained(client, cast, gateway):
    gateway.breaks = "cancelled"
    assert go_there_and_back(client).url == reverse("socialaccount_login_cancelled")
    assert "Inloggen afgebroken" in client.get(reverse("socialaccount_login_cancelled")).content.decode()


def test_get_request_does_not_redirect_to_the_institution(client, gateway):
    assert "Door naar SURFconext?" in client.get(START).content.decode()
    assert gateway.asked == []


def test_unknown_institution_is_404(client, db):
    assert client.get(START).status_code == 404
    assert "SURFconext" not in client.get(reverse("account_login")).content.decode()


def test_inactive_account_cannot_sign_in(client, cast, gateway):
    connected(cast["Amira"])
    User.objects.filter(pk=cast["Amira"].pk).update(is_active=False)
    go_there_and_back(client)
    assert who_is_in(client) is None


def test_connecting_an_account_is_logged_and_notified(client, cast, gateway, mailoutbox):
    past_the_password(client)
    assert "Verbinden" in client.get(CONNECTIONS).content.decode()
    assert go_there_and_back(client, f"{START}?process=connect").url == CONNECTIONS
    account = SocialAccount.objects.get(user=cast["Amira"])
    assert (account.uid, account.extra_data) == ("sub-of-amira", {})
    assert AuditEntry.objects.filter(code="accounts.institution_connected", actor=cast["Amira"]).exists()
    assert "Verbonden op" in client.get(CONNECTIONS).content.decode()
    assert mailoutbox[-1].subject == "Er is een instelling met je account verbonden"
    client.post(CONNECTIONS, {"account": account.pk})
    assert not SocialAccount.objects.exists()
    assert AuditEntry.objects.filter(code="accounts.institution_disconnected", actor=cast["Amira"]).exists()


def test_connecting_asks_for_the_password(client, cast, gateway):
    client.post(reverse("account_login"), {"login": "amira@example.org", "password": PASSWORD})
    assert go_there_and_back(client, f"{START}?process=connect").url == reverse("account_reauthenticate")
    assert not SocialAccount.objects.exists()
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert SocialAccount.objects.get().user == cast["Amira"]


def test_account_of_another_person_cannot_be_connected(client, cast, gateway):
    connected(cast["Bram"])
    past_the_password(client)
    go_there_and_back(client, f"{START}?process=connect")
    assert SocialAccount.objects.get().user == cast["Bram"]
    assert "al bij iemand anders" in client.get(CONNECTIONS).content.decode()


def test_account_of_another_person_cannot_be_disconnected(client, cast, gateway):
    account = connected(cast["Bram"])
    past_the_password(client)
    client.post(CONNECTIONS, {"account": account.pk})
    assert SocialAccount.objects.filter(pk=account.pk).exists()


def test_changed_sub_is_unknown_until_relinked(client, cast, gateway):
    connected(cast["Amira"], "old-sub")
    assert go_there_and_back(client).status_code == 403
    past_the_password(client)
    go_there_and_back(client, f"{START}?process=connect")
    assert "al een ander account" in client.get(CONNECTIONS).content.decode()
    client.post(reverse("account_logout"))
    call_command("relink_identity", "amira@example.org", "surfconext", "sub-of-amira", stdout=io.StringIO())
    assert AuditEntry.objects.get(code="accounts.institution_relinked").details["person"] == "Amira Voorbeeld"
    go_there_and_back(client)
    assert who_is_in(client) == cast["Amira"]


def test_relink_refuses_the_sub_of_another_person(cast, gateway):
    connected(cast["Amira"], "old-sub")
    connected(cast["Bram"], "sub-of-bram")
    for email, sub in (("amira@example.org", "sub-of-bram"), ("otto@example.org", "new"), ("x@example.org", "new")):
        with pytest.raises(CommandError):
            call_command("relink_identity", email, "surfconext", sub)
    assert set(SocialAccount.objects.values_list("uid", flat=True)) == {"old-sub", "sub-of-bram"}


def test_own_second_factor_is_required_after_the_institution(client, cast, gateway):
    connected(cast["Nadia"])
    TOTP.activate(cast["Nadia"], generate_totp_secret())
    assert go_there_and_back(client).url == reverse("mfa_authenticate")
    assert who_is_in(client) is None


def test_coordinator_is_sent_back_once_for_a_second_factor(client, cast, with_acr, settings):
    settings.LEERWEB_SECOND_FACTOR_REQUIRED = True
    connected(cast["Nadia"])
    again = go_there_and_back(client)
    assert who_is_in(client) is None
    come_back(client, again.url)
    assert who_is_in(client) == cast["Nadia"]
    assert [asked.get("acr_values") for asked in with_acr.asked] == [None, LOA2]
    assert client.get(reverse("accounts:profile")).status_code == 200
    client.post(reverse("account_logout"))
    client.post(reverse("account_login"), {"login": "nadia@example.org", "password": PASSWORD})
    assert client.get(reverse("accounts:profile")).url == reverse("mfa_index")


def test_coordinator_needs_a_second_factor_at_the_institution(client, cast, with_acr):
    connected(cast["Nadia"])
    with_acr.steps_up = False
    response = come_back(client, go_there_and_back(client).url)
    assert response.status_code == 403
    assert "Er is een tweede stap nodig" in response.content.decode()
    assert who_is_in(client) is None
    assert len(with_acr.asked) == 2


def test_participant_signs_in_with_one_factor(client, cast, with_acr):
    connected(cast["Amira"])
    go_there_and_back(client)
    assert who_is_in(client) == cast["Amira"]
    assert len(with_acr.asked) == 1


def test_institutions_are_read_from_the_environment(monkeypatch):
    assert institutions() == []
    values = {"NAME": "SURFconext", "SERVER": "https://connect.example", "CLIENT": "us", "SECRET": "x"}
    for name, value in values.items():
        monkeypatch.setenv(f"LEERWEB_OIDC_SURFCONEXT_{name}", value)
    monkeypatch.setenv("LEERWEB_OIDC_SURFCONEXT_ORIGINS", "https://engine.example")
    monkeypatch.setenv("LEERWEB_OIDC_SURFCONEXT_ACR", LOA2)
    monkeypatch.setenv("LEERWEB_OIDC", "surfconext")
    found = institutions()
    assert (found[0]["provider_id"], found[0]["settings"]["acr"]) == ("surfconext", [LOA2])
    assert found[0]["settings"]["oauth_pkce_enabled"] is True
    assert origins(found) == ["https://connect.example", "https://engine.example"]
