"""Coordinators confirm the people whom facilitators added (R14)."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from audit.selectors import audit_lines
from networks.models import Participation
from networks.selectors.confirmation import people_to_confirm
from networks.services import participation_add, participations_confirm

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


@pytest.fixture
def selin(cast) -> Participation:
    """Return a participation that the facilitator of Burgerschap added today."""
    return participation_add(
        network=cast.burgerschap,
        actor=cast["Iris"],
        email="selin@example.org",
        first_name="Selin",
        background=cast.werkplaats.backgrounds.get(code="teacher"),
        from_date=timezone.localdate(),
    )


@pytest.fixture
def address(cast) -> str:
    return reverse("networks:people_confirm", args=[cast.werkplaats.pk])


def test_person_added_by_a_facilitator_waits_for_confirmation(cast, selin):
    assert list(people_to_confirm(cast.werkplaats)) == [selin]
    assert not people_to_confirm(cast.point).exists()


def test_page_shows_who_added_whom(client, cast, selin, address):
    client.force_login(cast["Nadia"])
    assert "Selin, Burgerschap, toegevoegd door Iris" in client.get(address).content.decode()


def test_confirmed_person_no_longer_waits_and_is_in_the_log(client, cast, selin, address):
    client.force_login(cast["Nadia"])
    assert client.post(address, {"people": [selin.pk]}).status_code == 302
    assert not people_to_confirm(cast.werkplaats).exists()
    assert "bevestigde dat Selin" in str(audit_lines(programme_key=cast.werkplaats.pk)[0].sentence)


def test_confirming_nobody_is_explained_at_the_field(client, cast, selin, address):
    client.force_login(cast["Nadia"])
    page = client.post(address, {})
    assert page.status_code == 422
    assert "Kies wie je wilt bevestigen." in page.content.decode()


def test_person_of_another_programme_is_refused(client, cast, selin, address):
    client.force_login(cast["Nadia"])
    other = Participation.objects.filter(network__programme=cast.point).first()
    assert client.post(address, {"people": [other.pk if other else 0]}).status_code == 422


def test_person_no_longer_waits_after_thirty_days(cast, selin):
    Participation.objects.filter(pk=selin.pk).update(created_at=timezone.now() - timedelta(days=31))
    assert not people_to_confirm(cast.werkplaats).exists()


def test_facilitator_cannot_confirm(cast, selin):
    with pytest.raises(PermissionDenied):
        participations_confirm(programme=cast.werkplaats, actor=cast["Iris"], participations=[selin])
