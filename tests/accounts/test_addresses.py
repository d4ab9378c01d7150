"""An address is the same at every form, whatever invisible characters, capitals and spaces come with it."""

import io

import pytest
from django.core.management import call_command
from django.urls import reverse

from accounts.models import User
from networks.models import ProgrammeRole
from tests.cast import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

LOGIN = reverse("account_login")
TYPED = ["amira@example.org\u200b", "\u200eamira@example.org", "amira@EXAMPLE。org"]


@pytest.mark.parametrize("typed", TYPED)
def test_sign_in_with_a_password_cleans_the_address(client, cast, typed):
    client.post(LOGIN, {"login": typed, "password": PASSWORD})
    assert "_auth_user_id" in client.session


@pytest.mark.parametrize("typed", TYPED)
def test_code_is_sent_to_the_cleaned_address(client, cast, typed, mailoutbox):
    client.post(LOGIN, {"login": typed, "by_code": "1"})
    assert [email.to for email in mailoutbox] == [["amira@example.org"]]


def test_reset_is_sent_to_the_cleaned_address(client, cast, mailoutbox):
    client.post(reverse("account_reset_password"), {"email": "amira@example.org\u200b"})
    assert [email.to for email in mailoutbox] == [["amira@example.org"]]


def test_erasure_form_accepts_the_cleaned_address(client, cast):
    client.force_login(cast["Otto"])
    response = client.post(reverse("accounts:erase"), {"email": f" {cast['Otto'].email.upper()}\u200b"})
    assert response.status_code == 302


def test_command_shows_the_address_that_is_invited(cast):
    output = io.StringIO()
    call_command("create_programme", "nieuw", "--coordinator", "nieuw@example.org\u202e", stdout=output)
    assert " nieuw@example.org gets" in output.getvalue()


def test_commands_clean_the_address(cast):
    call_command("create_programme", "nieuw", "--coordinator", "\u200eAMIRA@example.org", verbosity=0)
    assert ProgrammeRole.objects.get(programme__slug="nieuw").person == cast["Amira"]
    call_command("erase_person", "otto@example.org\u200b", verbosity=0)
    assert not User.objects.filter(email="otto@example.org").exists()
