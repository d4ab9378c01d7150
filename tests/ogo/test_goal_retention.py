"""Own goals expire a year after their owner left the network; the goal of the network stays with it."""

from datetime import date, datetime

import pytest
from django.utils import timezone

from accounts.tasks import purge
from networks.models import Network, Participation
from ogo.models import Goal
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


@pytest.mark.parametrize(
    ("until", "stays"), [(None, True), (date(2024, 11, 1), True), (date(2024, 10, 31), False), (date(2026, 1, 1), True)]
)
def test_own_goal_expires_a_year_after_its_owner_left(cast: Cast, clock, until: date | None, stays: bool):
    Network.objects.filter(pk=cast.burgerschap.pk).update(ends_on=None)
    Participation.objects.filter(person=cast["Amira"]).update(from_date=date(2023, 9, 1), until=until)
    moment = datetime(2024, 9, 1, 12, tzinfo=timezone.get_default_timezone())
    Goal.objects.create(network=cast.burgerschap, owner=cast["Amira"], text="Vragen stellen", created_at=moment)
    Goal.objects.create(network=cast.burgerschap, is_collective=True, text="Samen leren", created_at=moment)
    clock(datetime(2025, 11, 1, 12, tzinfo=timezone.get_default_timezone()))
    purge("")
    assert Goal.objects.filter(owner=cast["Amira"]).exists() == stays
    assert Goal.objects.filter(is_collective=True).exists()
