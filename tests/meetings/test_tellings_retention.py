"""How long what people told is kept: a year longer than their network."""

from datetime import date, datetime, time

import pytest
from django.utils import timezone

from jobs.models import Job
from meetings.models import Telling
from meetings.services.retention import TELLINGS_JOB, tellings_forget
from meetings.services.tellings import telling_add
from networks.models import Network
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


def tell(cast: Cast, *, ends_on: date | None, told: date) -> None:
    """Let Amira have told something in a network that ends on a day."""
    Network.objects.filter(pk=cast.burgerschap.pk).update(ends_on=ends_on)
    moment = datetime.combine(told, time(12), tzinfo=timezone.get_default_timezone())
    Telling.objects.create(network=cast.burgerschap, person=cast["Amira"], text="Een muurtje.", told_at=moment)


def test_telling_something_plans_that_it_is_looked_at(cast: Cast):
    telling_add(network=cast.burgerschap, actor=cast["Amira"], text="Een muurtje.")
    job = Job.objects.get(kind=TELLINGS_JOB)
    due = timezone.localtime(job.due_at)
    assert (due.month, due.day, str(due.year)) == (11, 1, job.key)
    assert due > timezone.now()


@pytest.mark.parametrize(
    ("ends_on", "told", "stays"),
    [
        (date(2024, 7, 31), date(2023, 9, 1), False),
        (date(2024, 11, 1), date(2023, 9, 1), True),
        (date(2026, 7, 31), date(2019, 9, 1), True),
        (None, date(2021, 10, 31), False),
        (None, date(2021, 11, 1), True),
    ],
)
def test_what_was_told_goes_a_year_after_the_term_or_after_four_years(
    cast: Cast, ends_on: date | None, told: date, stays: bool
):
    tell(cast, ends_on=ends_on, told=told)
    tellings_forget(year=2025)
    assert Telling.objects.exists() == stays


def test_it_is_looked_at_again_as_long_as_there_is_something(cast: Cast, clock):
    clock(datetime(2025, 11, 1, 3, tzinfo=timezone.get_default_timezone()))
    tell(cast, ends_on=date(2025, 7, 31), told=date(2025, 5, 1))
    tellings_forget(year=2025)
    assert Job.objects.get(kind=TELLINGS_JOB).key == "2026"
    tellings_forget(year=2026)
    assert Job.objects.filter(kind=TELLINGS_JOB).count() == 1
    assert not Telling.objects.exists()
