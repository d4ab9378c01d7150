"""A mail server that is away never breaks a page and never tells who has an account."""

import pytest
from django.urls import reverse

from tests.cast import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.portable, pytest.mark.usefixtures("mail_away")]

WORDS = "We konden de mail nu niet versturen."


@pytest.mark.parametrize("address", ["amira@example.org", "nobody@example.org"])
def test_a_code_that_cannot_be_sent_is_said_and_one_stays_on_the_page(client, cast, address):
    page = client.post(reverse("account_login"), {"login": address, "by_code": "1"}, follow=True)
    assert page.status_code == 200
    assert page.request["PATH_INFO"] == reverse("account_login")
    assert WORDS in page.content.decode()
    assert "onderweg" not in page.content.decode()


@pytest.mark.parametrize("address", ["amira@example.org", "nobody@example.org"])
def test_so_it_is_with_a_forgotten_password(client, cast, address):
    page = client.post(reverse("account_reset_password"), {"email": address}, follow=True)
    assert page.request["PATH_INFO"] == reverse("account_reset_password")
    assert WORDS in page.content.decode()


def test_so_it_is_with_a_new_address(client, cast):
    client.post(reverse("account_login"), {"login": "amira@example.org", "password": PASSWORD})
    response = client.post(reverse("account_email"), {"email": "x@example.org", "action_add": "1"})
    if "reauthenticate" in response.url:
        response = client.post(response.url, {"password": PASSWORD})
    assert WORDS in client.get(reverse("account_email")).content.decode()


def test_a_password_changes_also_when_the_notice_of_it_cannot_be_sent(client, cast):
    client.force_login(cast["Amira"])
    data = {"oldpassword": PASSWORD, "password1": "mijn-fiets-is-heel-blauw"}
    page = client.post(reverse("account_change_password"), data, follow=True).content.decode()
    assert "Vanaf nu werkt je nieuwe wachtwoord." in page
    assert WORDS not in page
