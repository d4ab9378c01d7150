"""The profile page and the language switch."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.models import User
from accounts.services import person_update

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

PROFILE = reverse("accounts:profile")
LANGUAGE = reverse("accounts:language")
NAME = {"first_name": "Amira", "infix": "el", "last_name": "Idrissi", "language": "nl"}


def test_profile_shows_name_address_and_their_visibility(client, cast):
    client.force_login(cast["Amira"])
    page = client.get(PROFILE).content.decode()
    assert 'value="Voorbeeld"' in page
    assert "amira@example.org" in page
    assert page.count("Zichtbaar voor") == 2


def test_profile_saves_a_new_name(client, cast):
    client.force_login(cast["Amira"])
    assert client.post(PROFILE, NAME).url == PROFILE
    assert User.objects.get(pk=cast["Amira"].pk).full_name == "Amira el Idrissi"
    assert "Bewaard." in client.get(PROFILE).content.decode()


def test_new_language_applies_immediately(client, cast):
    client.force_login(cast["Amira"])
    page = client.post(PROFILE, NAME | {"language": "en"}, follow=True).content.decode()
    assert "Saved." in page
    assert '<html lang="en"' in page


def test_empty_name_is_refused_and_header_shows_the_old_one(client, cast):
    client.force_login(cast["Amira"])
    response = client.post(PROFILE, NAME | {"first_name": " "})
    assert response.status_code == 200
    assert "Amira" in response.content.decode()
    assert User.objects.get(pk=cast["Amira"].pk).last_name == "Voorbeeld"


@pytest.mark.parametrize("field", ["email", "is_staff", "is_superuser", "is_active"])
def test_profile_ignores_other_fields(client, cast, field):
    client.force_login(cast["Amira"])
    before = getattr(cast["Amira"], field)
    client.post(PROFILE, NAME | {field: "x@example.org" if field == "email" else "" if before else "1"})
    assert getattr(User.objects.get(pk=cast["Amira"].pk), field) == before


def test_profile_requires_sign_in(client):
    assert client.get(PROFILE).url.startswith(reverse("account_login"))
    assert client.post(PROFILE, NAME).url.startswith(reverse("account_login"))


def test_profile_refuses_other_methods(client, cast):
    client.force_login(cast["Amira"])
    assert client.delete(PROFILE).status_code == 405


def test_name_of_another_person_cannot_be_changed(cast):
    with pytest.raises(PermissionDenied):
        person_update(person=cast["Amira"], actor=cast["Nadia"], **NAME)


def test_switch_saves_the_language_in_a_cookie(client):
    response = client.post(LANGUAGE, {"language": "en", "next": "/accounts/login/"})
    assert response.url == "/accounts/login/"
    assert '<html lang="en"' in client.get("/accounts/login/").content.decode()


def test_switch_saves_the_language_with_the_person(client, cast):
    client.force_login(cast["Amira"])
    client.post(LANGUAGE, {"language": "en", "next": PROFILE})
    assert User.objects.get(pk=cast["Amira"].pk).language == "en"
    elsewhere = type(client)()
    elsewhere.force_login(cast["Amira"])
    assert '<html lang="en"' in elsewhere.get(PROFILE).content.decode()


@pytest.mark.parametrize("elsewhere", ["https://example.com/", "//example.com/", ""])
def test_switch_does_not_redirect_to_another_site(client, elsewhere):
    assert client.post(LANGUAGE, {"language": "en", "next": elsewhere}).url == "/"


def test_unknown_language_is_refused(client):
    assert client.post(LANGUAGE, {"language": "xx"}).status_code == 400


def test_switch_requires_post(client):
    assert client.get(LANGUAGE).status_code == 405
