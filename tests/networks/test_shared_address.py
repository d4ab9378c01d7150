"""Two people with one address: the second is not added as the first without asking."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.services import person_get_or_create
from networks.models import Participation
from networks.people_file import people_rows
from networks.people_plan import people_plan
from networks.services.people_import import people_import_apply

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


@pytest.mark.parametrize("reader", ["Nadia", "Hugo"])
@pytest.mark.parametrize("name", [{}, {"first_name": "Gijs"}, {"first_name": "Gijs", "last_name": "Anders"}])
def test_name_of_an_account_elsewhere_is_not_revealed(add, as_, cast, reader, name):
    html = add(reader, email="gijs@example.org", same_person="on", **name).content.decode()
    assert "onder een andere naam" in html
    people = as_(reader).get(reverse("networks:people", args=[cast.rekenen.pk])).content.decode()
    assert "Gijs Voorbeeld" not in html + people
    assert not cast["Gijs"].participations.filter(network=cast.rekenen).exists()


WHOLE_NAMES = [("gijs", "VOORBEELD"), ("Gijs Voorbeeld", ""), ("Gíjs", "Voorbeeld")]


@pytest.mark.parametrize(("first_name", "last_name"), WHOLE_NAMES)
def test_account_elsewhere_is_added_under_its_whole_name(add, cast, first_name, last_name):
    assert add("Hugo", email="gijs@example.org", first_name=first_name, last_name=last_name).status_code == 302
    assert cast["Gijs"].participations.filter(network=cast.rekenen).exists()


def test_name_of_an_account_elsewhere_is_not_revealed_by_a_task(as_, cast):
    page = reverse("networks:roles", args=[cast.werkplaats.pk])
    typed = {"email": "gijs@example.org", "first_name": "Ayşe", "role": "assessor", "same_person": "on"}
    assert "onder een andere naam" in as_("Nadia").post(page, typed).content.decode()
    assert not cast["Gijs"].programme_roles.filter(programme=cast.werkplaats).exists()


@pytest.mark.parametrize(("name", "problems"), [("Gijs;Anders", 1), ("Gijs;", 1), ("Gijs;Voorbeeld", 0)])
def test_name_of_an_account_elsewhere_is_not_revealed_by_an_import(cast, name, problems):
    line = f"werkplaats;rekenen;{name};gijs@example.org;teacher;participant;2026-09-01"
    header = "programme;network;first_name;last_name;email;background;role;from"
    rows = people_rows(f"{header}\n{line.replace('werkplaats', cast.werkplaats.slug)}\n")
    plan = people_plan(programme=cast.werkplaats, rows=rows)
    assert len(plan.wrong) == problems
    assert "Gijs Voorbeeld" not in str([step.problems for step in plan.wrong])


@pytest.mark.parametrize("by_import", [False, True])
def test_guest_of_a_meeting_gets_the_name_that_is_typed(add, cast, by_import):
    guest, _new = person_get_or_create(email="gast@example.org", first_name="De mevrouw van school")
    if by_import:
        header = "programme;network;first_name;last_name;email;background;role;from"
        line = f"{cast.werkplaats.slug};{cast.rekenen.slug};Ayşe;Demir;gast@example.org;teacher;participant;2026-09-01"
        rows = people_rows(f"{header}\n{line}\n")
        people_import_apply(programme=cast.werkplaats, rows=rows, actor=cast["Nadia"], invite=False)
    else:
        assert add("Hugo", email="gast@example.org", last_name="Demir").status_code == 302
    guest.refresh_from_db()
    assert guest.full_name == "Ayşe Demir"


def test_task_for_an_address_under_another_name_is_asked_about(as_, cast):
    page = reverse("networks:roles", args=[cast.werkplaats.pk])
    typed = {"email": "umut@example.org", "first_name": "Ayşe", "role": "assessor"}
    assert 'name="same_person"' in as_("Nadia").post(page, typed).content.decode()
    assert not cast["Umut"].programme_roles.exists()
    assert as_("Nadia").post(page, {**typed, "same_person": "on"}).status_code == 302
    assert cast["Umut"].programme_roles.exists()
