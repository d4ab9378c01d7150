"""An import that finds the same name in the same network at another address asks whether it is the same person."""

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from accounts.models import User
from networks import services
from networks.models import AddressChange, Participation, PeopleImport
from tests.networks.test_people_import import HEADER, line, plan

pytestmark = pytest.mark.django_db

NEW = "sara@nieuwedomein.example"
SARA = {"first_name": "Sara", "last_name": "Voorbeeld", "email": NEW, "background": "student"}


@pytest.fixture
def upload(cast):
    """Return a function that stores a file with these rows for the preview."""

    def store(*rows: str) -> PeopleImport:
        content = "\n".join([HEADER, *rows]).encode()
        return services.people_import_store(
            programme=cast.werkplaats, actor=cast["Nadia"], file_name="a.csv", content=content
        )

    return store


def confirm(as_, cast, upload: PeopleImport, *lines: int):
    page = reverse("networks:people_import_confirm", args=[cast.werkplaats.pk, upload.pk])
    return as_("Nadia").post(page, {"same_person": lines}, follow=True)


def saras(cast) -> list[Participation]:
    return list(Participation.objects.filter(network=cast.rekenen, person__first_name="Sara"))


def test_row_says_that_the_name_is_there_at_another_address(as_, cast, upload):
    [step] = plan(cast, line(**SARA)).steps
    assert step.same_name is not None
    assert step.same_name.person == cast["Sara"]
    assert "iemand met deze naam is hier als sara@example.org" in step.what
    page = reverse("networks:people_import_preview", args=[cast.werkplaats.pk, upload(line(**SARA)).pk])
    assert 'name="same_person"' in as_("Nadia").get(page).content.decode()


def test_same_person_keeps_the_account_until_someone_confirms(as_, cast, upload):
    confirm(as_, cast, upload(line(**SARA)), 2)
    assert [one.person for one in saras(cast)] == [cast["Sara"]]
    change = AddressChange.objects.get()
    assert (change.person, change.address) == (cast["Sara"], NEW)
    services.address_change_confirm(change=change, actor=cast["Stella"])
    assert User.objects.get(pk=cast["Sara"].pk).email == NEW
    assert not plan(cast, line(**SARA, from_=str(saras(cast)[0].from_date))).created


def test_same_person_without_account_has_the_new_address_at_once(as_, cast, upload):
    EmailAddress.objects.filter(user=cast["Sara"]).update(verified=False)
    cast["Sara"].set_unusable_password()
    cast["Sara"].save(update_fields=["password"])
    confirm(as_, cast, upload(line(**SARA)), 2)
    assert [one.person.email for one in saras(cast)] == [NEW]
    assert User.objects.filter(first_name="Sara").count() == 1


def test_without_a_tick_it_is_someone_else(as_, cast, upload):
    confirm(as_, cast, upload(line(**SARA)))
    assert len({one.person_id for one in saras(cast)}) == 2
    assert not AddressChange.objects.exists()


def test_person_who_is_in_the_file_too_is_someone_else(cast):
    found = plan(cast, line(**SARA), line(**{**SARA, "email": "sara@example.org"}))
    assert not found.with_same_name


@pytest.mark.parametrize("changes", [{"network": "burgerschap"}, {"last_name": "Anders"}])
def test_other_network_or_name_is_not_asked_about(cast, changes):
    assert not plan(cast, line(**{**SARA, **changes})).with_same_name
