"""Another address for a person who lost the mailbox: one asks, another confirms, both addresses are notified."""

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import AccountInvitation, User
from accounts.selectors import own_data
from accounts.services import person_erase
from audit.models import AuditEntry
from jobs.services import jobs_run_due
from networks import services
from networks.models import AddressChange, Participation, ProgrammeRole
from tests.cast import PASSWORD, person_make

pytestmark = pytest.mark.django_db

NEW = "amira@nieuwedomein.example"


@pytest.fixture
def second(cast) -> User:
    """Return a second coordinator of the Werkplaats."""
    person = person_make("Karima")
    ProgrammeRole.objects.create(programme=cast.werkplaats, person=person, role="coordinator")
    return person


def ask(cast, actor: str = "Nadia", person: str = "Amira", address: str = NEW, **options) -> AddressChange:
    given = {"programme": cast.werkplaats, **options}
    change = services.address_change_ask(actor=cast[actor], person=cast[person], address=address, **given)
    assert change is not None
    return change


def test_two_coordinators_give_an_account_another_address(cast, second, mailoutbox):
    signed_in = Client()
    signed_in.post(reverse("account_login"), {"login": "amira@example.org", "password": PASSWORD})
    change = ask(cast, address=f" {NEW.upper()}\u200b")
    assert User.objects.get(pk=cast["Amira"].pk).email == "amira@example.org"
    services.address_change_confirm(change=change, actor=second)
    assert User.objects.get(pk=cast["Amira"].pk).email == NEW
    assert list(EmailAddress.objects.filter(user=cast["Amira"]).values_list("email", "verified")) == [(NEW, True)]
    assert signed_in.get(reverse("accounts:profile")).status_code == 302
    jobs_run_due()
    assert {message.to[0] for message in mailoutbox} == {"amira@example.org", NEW}
    old = next(message for message in mailoutbox if message.to == ["amira@example.org"])
    assert NEW not in str(old.message())
    assert [entry.code for entry in AuditEntry.objects.order_by("pk")][-2:] == [
        "networks.address_asked",
        "networks.address_changed",
    ]
    assert not AddressChange.objects.exists()


def test_code_signs_in_at_the_new_address(client, cast, second, mailoutbox):
    services.address_change_confirm(change=ask(cast), actor=second)
    client.post(reverse("account_login"), {"login": NEW, "by_code": "1"})
    assert [message.to for message in mailoutbox] == [[NEW]]


@pytest.mark.parametrize("name", ["Nadia", "Amira"])
def test_confirmation_needs_another_person(cast, name):
    ProgrammeRole.objects.get_or_create(programme=cast.werkplaats, person=cast["Amira"], role="coordinator")
    with pytest.raises(ValidationError):
        services.address_change_confirm(change=ask(cast), actor=cast[name])
    assert User.objects.get(pk=cast["Amira"].pk).email == "amira@example.org"


@pytest.mark.parametrize("name", ["Iris", "Pieter", "Wouter", "Amira"])
def test_only_coordinators_of_the_programme_and_staff_take_part(cast, name):
    with pytest.raises(PermissionDenied):
        ask(cast, actor=name)
    with pytest.raises(PermissionDenied):
        services.address_change_confirm(change=ask(cast), actor=cast[name])


def test_request_of_a_former_coordinator_is_not_confirmed(cast, second):
    change = ask(cast)
    ProgrammeRole.objects.filter(person=cast["Nadia"]).delete()
    with pytest.raises(PermissionDenied):
        services.address_change_confirm(change=change, actor=second)


def test_account_of_two_programmes_needs_staff(cast, second):
    Participation.objects.create(
        network=cast.talent,
        person=cast["Amira"],
        background=cast.point.backgrounds.first(),
        from_date=cast.year.starts_on,
    )
    change = ask(cast)
    with pytest.raises(ValidationError):
        services.address_change_confirm(change=change, actor=second)
    services.address_change_confirm(change=change, actor=cast["Stella"])
    assert User.objects.get(pk=cast["Amira"].pk).email == NEW


@pytest.mark.parametrize("address", ["umut@example.org", "amira@example.org", "geen"])
def test_address_in_use_is_refused(cast, address):
    with pytest.raises(ValidationError):
        ask(cast, address=address)


def test_person_of_another_programme_is_not_found(cast):
    with pytest.raises(ValidationError):
        ask(cast, person="Mila")


def test_person_without_account_gets_the_address_and_an_invitation_at_once(cast, mailoutbox):
    person = services.participation_add(
        network=cast.rekenen,
        actor=cast["Nadia"],
        email="yara@example.org",
        first_name="Yara",
        background=cast.werkplaats.backgrounds.get(code="teacher"),
        from_date=cast.year.starts_on,
        invite=False,
    ).person
    assert not services.address_change_ask(
        programme=cast.werkplaats, actor=cast["Nadia"], person=person, address="yara@nieuwedomein.example"
    )
    jobs_run_due()
    assert AccountInvitation.objects.filter(person=person).exists()
    assert ["yara@nieuwedomein.example"] in [message.to for message in mailoutbox]


def test_pages_ask_and_confirm(as_, cast):
    page = reverse("networks:addresses", args=[cast.werkplaats.pk])
    as_("Nadia").post(page, {"email": "amira@example.org", "address": NEW})
    change = AddressChange.objects.get()
    assert NEW in as_("Nadia").get(page).content.decode()
    assert NEW in as_("Stella").get(reverse("networks:staff_addresses")).content.decode()
    as_("Nadia").post(reverse("networks:address_confirm", args=[cast.werkplaats.pk, change.pk]))
    assert AddressChange.objects.exists()
    as_("Stella").post(reverse("networks:staff_address_confirm", args=[change.pk]))
    assert User.objects.get(pk=cast["Amira"].pk).email == NEW


def test_staff_ask_and_a_coordinator_rejects(as_, cast):
    as_("Stella").post(reverse("networks:staff_addresses"), {"email": "amira@example.org", "address": NEW})
    change = AddressChange.objects.get(programme=cast.werkplaats)
    as_("Nadia").post(reverse("networks:address_withdraw", args=[cast.werkplaats.pk, change.pk]))
    assert not AddressChange.objects.exists()
    assert AuditEntry.objects.filter(code="networks.address_withdrawn", actor=cast["Nadia"]).exists()


@pytest.mark.parametrize(("name", "code"), [("Amira", "networks.address"), ("Rosa", "networks.address_asked")])
def test_request_is_own_data_of_both_and_is_erased_with_either(cast, name, code):
    ProgrammeRole.objects.create(programme=cast.werkplaats, person=cast["Rosa"], role="coordinator")
    ask(cast, actor="Rosa")
    sections = {section["code"]: section["rows"] for section in own_data(person=cast[name])["sections"]}
    assert len(sections[code]) == 1
    person_erase(person=cast[name], actor=None)
    assert not AddressChange.objects.exists()
