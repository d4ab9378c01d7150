"""The own page, and the switch between languages."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.models import User
from accounts.services import person_update

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

PROFILE = reverse("accounts:profile")
LANGUAGE = reverse("accounts:language")
NAME = {"first_name": "Amira", "infix": "el", "last_name": "Idrissi", "language": "nl"}


def test_the_page_shows_name_address_and_who_sees_them(client, cast):
    client.force_login(cast["Amira"])
    page = client.get(PROFILE).content.decode()
    assert 'value="Voorbeeld"' in page
    assert "amira@example.org" in page
    assert page.count("Zichtbaar voor") == 2


def test_a_new_name_is_kept(client, cast):
    client.force_login(cast["Amira"])
    assert client.post(PROFILE, NAME).url == PROFILE
    assert User.objects.get(pk=cast["Amira"].pk).full_name == "Amira el Idrissi"
    assert "Bewaard." in client.get(PROFILE).content.decode()


def test_a_new_language_shows_at_once(client, cast):
    client.force_login(cast["Amira"])
    page = client.post(PROFILE, NAME | {"language": "en"}, follow=True).content.decode()
    assert "Saved." in page
    assert '<html lang="en"' in page


def test_an_empty_name_is_refused_and_the_header_keeps_the_old_one(client, cast):
    client.force_login(cast["Amira"])
    response = client.post(PROFILE, NAME | {"first_name": " "})
    assert response.status_code == 200
    assert "Amira" in response.content.decode()
    assert User.objects.get(pk=cast["Amira"].pk).last_name == "Voorbeeld"


@pytest.mark.parametrize("field", ["email", "is_staff", "is_superuser", "is_active"])
def test_nothing_else_can_be_slipped_in(client, cast, field):
    client.force_login(cast["Amira"])
    before = getattr(cast["Amira"], field)
    client.post(PROFILE, NAME | {field: "x@example.org" if field == "email" else "" if before else "1"})
    assert getattr(User.objects.get(pk=cast["Amira"].pk), field) == before


def test_the_page_needs_a_sign_in(client):
    assert client.get(PROFILE).url.startswith(reverse("account_login"))
    assert client.post(PROFILE, NAME).url.startswith(reverse("account_login"))


def test_other_methods_are_refused(client, cast):
    client.force_login(cast["Amira"])
    assert client.delete(PROFILE).status_code == 405


def test_nobody_changes_the_name_of_somebody_else(cast):
    with pytest.raises(PermissionDenied):
        person_update(person=cast["Amira"], actor=cast["Nadia"], **NAME)


def test_the_switch_keeps_a_language_for_who_is_not_signed_in(client):
    response = client.post(LANGUAGE, {"language": "en", "next": "/accounts/login/"})
    assert response.url == "/accounts/login/"
    assert '<html lang="en"' in client.get("/accounts/login/").content.decode()


def test_the_switch_keeps_a_language_with_the_person(client, cast):
    client.force_login(cast["Amira"])
    client.post(LANGUAGE, {"language": "en", "next": PROFILE})
    assert User.objects.get(pk=cast["Amira"].pk).language == "en"
    elsewhere = type(client)()
    elsewhere.force_login(cast["Amira"])
    assert '<html lang="en"' in elsewhere.get(PROFILE).content.decode()


@pytest.mark.parametrize("elsewhere", ["https://example.com/", "//example.com/", ""])
def test_the_switch_leads_to_no_other_site(client, elsewhere):
    assert client.post(LANGUAGE, {"language": "en", "next": elsewhere}).url == "/"


def test_an_unknown_language_is_refused(client):
    assert client.post(LANGUAGE, {"language": "xx"}).status_code == 400


def test_the_switch_is_a_post(client):
    assert client.get(LANGUAGE).status_code == 405
