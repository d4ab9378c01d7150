"""Two people with one address: the second is not added as the first without asking."""

import pytest
from django.urls import reverse
from django.utils import timezone

from networks.models import Participation

pytestmark = pytest.mark.django_db


@pytest.fixture
def add(as_, cast):
    """Return a function that adds someone to Rekenen at the address of Umut, who is in Burgerschap."""

    def post(reader: str, **typed: str):
        data = {
            "email": "umut@example.org",
            "first_name": "Ayşe",
            "background": cast.werkplaats.backgrounds.get(code="teacher").pk,
            "role": "participant",
            "from_date": timezone.localdate().isoformat(),
            **typed,
        }
        return as_(reader).post(reverse("networks:person_add", args=[cast.rekenen.pk]), data)

    return post


def takes_part(cast) -> bool:
    return Participation.objects.filter(network=cast.rekenen, person=cast["Umut"]).exists()


@pytest.mark.parametrize(("reader", "named"), [("Nadia", True), ("Hugo", False)])
def test_address_under_another_name_is_asked_about(add, cast, reader, named):
    html = add(reader).content.decode()
    assert "Twee mensen kunnen niet één adres delen" in html
    assert 'name="same_person"' in html
    assert ("Umut Voorbeeld" in html) is named
    assert not takes_part(cast)


def test_same_person_is_added_after_confirmation(add, cast):
    assert add("Nadia", same_person="on").status_code == 302
    assert takes_part(cast)


def test_different_last_name_prompts_a_question(add, cast):
    assert "same_person" in add("Nadia", first_name="Umut", last_name="Anders").content.decode()
    assert not takes_part(cast)


@pytest.mark.parametrize("name", [{"first_name": "UMUT"}, {"first_name": "Umut", "last_name": "voorbeeld"}])
def test_same_name_needs_no_question(add, cast, name):
    assert add("Hugo", **name).status_code == 302
    assert takes_part(cast)


def test_account_elsewhere_is_not_revealed(add, cast):
    assert add("Nadia", email="gijs@example.org").status_code == 302


def test_task_for_an_address_under_another_name_is_asked_about(as_, cast):
    page = reverse("networks:roles", args=[cast.werkplaats.pk])
    typed = {"email": "umut@example.org", "first_name": "Ayşe", "role": "assessor"}
    assert 'name="same_person"' in as_("Nadia").post(page, typed).content.decode()
    assert not cast["Umut"].programme_roles.exists()
    assert as_("Nadia").post(page, {**typed, "same_person": "on"}).status_code == 302
    assert cast["Umut"].programme_roles.exists()
