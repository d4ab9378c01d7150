"""Accepting an invitation by signing in at an institution."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse
from django.utils import timezone

from accounts.models import AccountInvitation, User
from accounts.selectors import invitation_token, invitation_url
from accounts.services import account_invitation_send, person_get_or_create
from audit.models import AuditEntry
from tests.accounts.gateway import LOA2, gateway_start, institution
from tests.accounts.test_institutions import come_back, connected, go_there_and_back, who_is_in

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


@pytest.fixture
def gateway(settings):
    found, server = gateway_start()
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [institution(found)]}}
    found.person = {"sub": "sub-of-jet", "email": "amira@example.org", "email_verified": True}
    yield found
    server.shutdown()
    server.server_close()


@pytest.fixture
def invitation(cast) -> AccountInvitation:
    return invite(cast)


def invite(cast, email: str = "jet@example.org") -> AccountInvitation:
    person, _made = person_get_or_create(email=email, first_name="Jet", last_name="Nieuw")
    made = account_invitation_send(person=person, actor=cast["Nadia"], programme_name="Werkplaats")
    assert made is not None
    return made


def way(invitation: AccountInvitation, name: str = "surfconext") -> str:
    return reverse("accounts:welcome_with", args=[invitation_token(invitation), name])


def is_open(invitation: AccountInvitation) -> bool:
    invitation.refresh_from_db()
    return invitation.accepted_at is None


def test_welcome_page_offers_the_institution(client, invitation, gateway):
    page = client.get(invitation_url(invitation)).content.decode()
    assert "Account maken met SURFconext" in page
    assert f'action="{way(invitation)}"' in page


def test_welcome_page_without_institutions_offers_none(client, invitation):
    assert "Of met je instelling" not in client.get(invitation_url(invitation)).content.decode()


def test_signing_in_at_the_institution_accepts_the_invitation(client, invitation, gateway):
    answer = go_there_and_back(client, way(invitation))
    assert answer.status_code == 302
    assert who_is_in(client) == invitation.person
    assert not is_open(invitation)
    assert "Welkom, Jet." in client.get(answer.url, follow=True).content.decode()


def test_account_is_linked_by_sub_whatever_its_address(client, cast, invitation, gateway):
    go_there_and_back(client, way(invitation))
    account = SocialAccount.objects.get()
    assert (account.user, account.uid, account.extra_data) == (invitation.person, "sub-of-jet", {})
    person = User.objects.get(pk=invitation.person_id)
    assert (person.email, person.full_name, person.has_usable_password()) == ("jet@example.org", "Jet Nieuw", False)


def test_institution_and_emailed_code_both_sign_in_afterwards(client, invitation, gateway):
    go_there_and_back(client, way(invitation))
    client.post(reverse("account_logout"))
    go_there_and_back(client)
    assert who_is_in(client) == invitation.person
    assert EmailAddress.objects.get(user=invitation.person).verified


def test_acceptance_is_logged(client, invitation, gateway):
    go_there_and_back(client, way(invitation))
    codes = set(AuditEntry.objects.filter(actor=invitation.person).values_list("code", flat=True))
    assert codes == {"accounts.invitation_accepted", "accounts.institution_connected"}


def test_invitation_token_is_not_sent_to_the_institution(client, invitation, gateway):
    go_there_and_back(client, way(invitation))
    assert invitation_token(invitation) not in repr(gateway.asked)


def test_get_requests_accept_nothing(client, invitation, gateway):
    client.get(invitation_url(invitation))
    assert client.get(way(invitation)).status_code == 405
    client.post(way(invitation))  # and nobody signs in there
    assert is_open(invitation)


def test_invitation_works_once(client, invitation, gateway):
    go_there_and_back(client, way(invitation))
    other = type(client)()
    assert other.post(way(invitation)).status_code == 410


@pytest.mark.parametrize("ended", ["used", "old", "renewed", "closed"])
def test_invitation_that_expires_meanwhile_does_not_sign_in(client, cast, invitation, gateway, ended):
    there = client.post(way(invitation)).url
    if ended == "renewed":
        account_invitation_send(person=invitation.person, actor=cast["Nadia"], programme_name="Werkplaats")
    elif ended == "closed":
        User.objects.filter(pk=invitation.person_id).update(is_active=False)
    else:
        now = timezone.now()
        change = {"accepted_at": now} if ended == "used" else {"expires_at": now - timedelta(days=1)}
        AccountInvitation.objects.filter(pk=invitation.pk).update(**change)
    assert come_back(client, there).status_code == 410
    assert who_is_in(client) is None
    assert not SocialAccount.objects.exists()


def test_linked_account_accepts_no_invitation(client, cast, invitation, gateway):
    connected(cast["Amira"], "sub-of-jet")
    answer = go_there_and_back(client, way(invitation))
    assert answer.status_code == 403
    assert "Je hebt al een account" in answer.content.decode()
    assert who_is_in(client) is None
    assert is_open(invitation)


def test_sign_in_without_invitation_remains_unknown(client, invitation, gateway):
    gateway.person["email"] = "jet@example.org"
    client.post(way(invitation))  # left half-way, then the usual way in
    assert go_there_and_back(client).status_code == 403
    assert is_open(invitation)
    assert not SocialAccount.objects.exists()


def test_response_of_another_browser_accepts_nothing(client, invitation, gateway):
    back = requests.get(client.post(way(invitation)).url, allow_redirects=False, timeout=5).headers["Location"]
    other = type(client)()
    parts = urlsplit(back)
    assert "Inloggen is niet gelukt" in other.get(f"{parts.path}?{parts.query}").content.decode()
    assert is_open(invitation)


def test_acceptance_ends_the_session_of_another_person(client, cast, invitation, gateway):
    client.force_login(cast["Bram"])
    go_there_and_back(client, way(invitation))
    assert who_is_in(client) == invitation.person


def test_new_coordinator_is_sent_back_for_a_second_factor(client, cast, gateway, settings):
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [institution(gateway, acr=[LOA2])]}}
    invitation = invite(cast)
    User.objects.filter(pk=invitation.person_id).update(is_staff=True)
    again = go_there_and_back(client, way(invitation))
    assert is_open(invitation)
    come_back(client, again.url)
    assert who_is_in(client) == invitation.person
    assert [asked.get("acr_values") for asked in gateway.asked] == [None, LOA2]


def test_invitation_stays_open_without_the_second_factor(client, cast, gateway, settings):
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [institution(gateway, acr=[LOA2])]}}
    gateway.steps_up = False
    invitation = invite(cast)
    User.objects.filter(pk=invitation.person_id).update(is_staff=True)
    assert come_back(client, go_there_and_back(client, way(invitation)).url).status_code == 403
    assert is_open(invitation)


@pytest.mark.parametrize("wrong", ["state", "audience", "issuer", "old", "userinfo"])
def test_invalid_token_accepts_nothing(client, invitation, gateway, wrong):
    gateway.breaks = wrong
    go_there_and_back(client, way(invitation))
    assert who_is_in(client) is None
    assert is_open(invitation)


def test_unreachable_institution_shows_an_error_page(client, invitation, settings, gateway):
    gone = institution(gateway)
    gone["settings"]["server_url"] = "http://127.0.0.1:1"
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [gone]}}
    answer = client.post(way(invitation))
    assert "Inloggen is niet gelukt" in answer.content.decode()
    assert is_open(invitation)


def test_unknown_institution_is_404_and_wrong_link_410(client, invitation, gateway):
    assert client.post(way(invitation, "elders")).status_code == 404
    assert (
        client.post(reverse("accounts:welcome_with", args=["1-abcdefghijklmnopqrstuv", "surfconext"])).status_code
        == 410
    )


def test_redirect_sends_no_referrer_and_is_not_cached(client, invitation, gateway):
    answer = client.post(way(invitation))
    assert (answer["Referrer-Policy"], answer["Cache-Control"]) == ("no-referrer", "no-store")
