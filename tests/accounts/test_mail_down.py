"""A mail server that is down breaks no page and does not reveal who has an account."""

import pytest
from django.urls import reverse

from tests.cast import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.portable, pytest.mark.usefixtures("mail_down")]

WORDS = "We konden de mail nu niet versturen."


@pytest.mark.parametrize("address", ["amira@example.org", "nobody@example.org"])
def test_unsent_code_shows_a_message_on_the_same_page(client, cast, address):
    page = client.post(reverse("account_login"), {"login": address, "by_code": "1"}, follow=True)
    assert page.status_code == 200
    assert page.request["PATH_INFO"] == reverse("account_login")
    assert WORDS in page.content.decode()
    assert "onderweg" not in page.content.decode()


@pytest.mark.parametrize("address", ["amira@example.org", "nobody@example.org"])
def test_unsent_password_reset_shows_a_message_on_the_same_page(client, cast, address):
    page = client.post(reverse("account_reset_password"), {"email": address}, follow=True)
    assert page.request["PATH_INFO"] == reverse("account_reset_password")
    assert WORDS in page.content.decode()


def test_unsent_address_code_shows_a_message_on_the_same_page(client, cast):
    client.post(reverse("account_login"), {"login": "amira@example.org", "password": PASSWORD})
    response = client.post(reverse("account_email"), {"email": "x@example.org", "action_add": "1"})
    if "reauthenticate" in response.url:
        response = client.post(response.url, {"password": PASSWORD})
    assert WORDS in client.get(reverse("account_email")).content.decode()


def test_password_is_changed_even_if_the_notice_cannot_be_sent(client, cast):
    client.force_login(cast["Amira"])
    data = {"oldpassword": PASSWORD, "password1": "mijn-fiets-is-heel-blauw"}
    page = client.post(reverse("account_change_password"), data, follow=True).content.decode()
    assert "Je wachtwoord is gewijzigd." in page
    assert WORDS not in page
