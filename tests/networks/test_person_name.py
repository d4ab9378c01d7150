"""A coordinator corrects the name of a participant who has no account yet."""

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEntry
from networks import services
from networks.models import Participation

pytestmark = pytest.mark.django_db


@pytest.fixture
def taking_part(cast) -> Participation:
    """Return the participation of a person without an account, whose name was read wrongly."""
    return services.participation_add(
        network=cast.burgerschap,
        actor=cast["Nadia"],
        email="yara@example.org",
        first_name="Zo‰",
        background=cast.werkplaats.backgrounds.get(code="teacher"),
        from_date=timezone.localdate(),
    )


def page_of(taking_part: Participation, name: str = "person_name") -> str:
    return reverse(f"networks:{name}", args=[taking_part.network_id, taking_part.pk])


def test_coordinator_corrects_the_name(as_, cast, taking_part):
    as_("Nadia").post(page_of(taking_part), {"first_name": "Zoë", "infix": "van", "last_name": "Dam"})
    taking_part.person.refresh_from_db()
    assert taking_part.person.full_name == "Zoë van Dam"
    entry = AuditEntry.objects.get(code="networks.name_corrected")
    assert (entry.actor, entry.details["person"]) == (cast["Nadia"], "Zoë van Dam")


def test_name_of_an_account_stays_its_own(as_, cast, taking_part):
    EmailAddress.objects.filter(user=taking_part.person).update(verified=True)
    response = as_("Nadia").post(page_of(taking_part), {"first_name": "Zoë"})
    assert "heeft inmiddels een account" in response.content.decode()
    with pytest.raises(ValidationError):
        services.person_name_correct(
            participation=taking_part, actor=cast["Nadia"], first_name="Zoë", infix="", last_name=""
        )


def test_facilitator_cannot_correct_a_name(cast, taking_part):
    with pytest.raises(PermissionDenied):
        services.person_name_correct(
            participation=taking_part, actor=cast["Iris"], first_name="Zoë", infix="", last_name=""
        )


@pytest.mark.parametrize(("name", "offered"), [("Nadia", True), ("Iris", False)])
def test_correction_is_offered_to_coordinators_only(as_, taking_part, name, offered):
    assert (page_of(taking_part) in as_(name).get(page_of(taking_part, "participation")).content.decode()) is offered


def test_correction_is_not_offered_for_an_account(as_, taking_part):
    EmailAddress.objects.filter(user=taking_part.person).update(verified=True)
    assert page_of(taking_part) not in as_("Nadia").get(page_of(taking_part, "participation")).content.decode()
