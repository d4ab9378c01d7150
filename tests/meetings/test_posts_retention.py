"""How long what people told is kept: a year longer than their network."""

from datetime import date, datetime, time

import pytest
from django.utils import timezone

from meetings.models import Post
from meetings.services.retention import tellings_forget
from networks.models import Network
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


def tell(cast: Cast, *, ends_on: date | None, told: date) -> None:
    """Let Amira have told something in a network that ends on a day."""
    Network.objects.filter(pk=cast.burgerschap.pk).update(ends_on=ends_on)
    moment = datetime.combine(told, time(12), tzinfo=timezone.get_default_timezone())
    Post.objects.create(network=cast.burgerschap, person=cast["Amira"], text="Een muurtje.", posted_at=moment)


@pytest.mark.parametrize(
    ("ends_on", "told", "stays"),
    [
        (date(2024, 10, 31), date(2023, 9, 1), False),
        (date(2024, 11, 1), date(2023, 9, 1), True),
        (date(2026, 7, 31), date(2019, 9, 1), True),
        (None, date(2021, 10, 31), False),
        (None, date(2021, 11, 1), True),
    ],
)
def test_what_was_told_goes_a_year_after_the_term_or_after_four_years(
    cast: Cast, clock, ends_on: date | None, told: date, stays: bool
):
    tell(cast, ends_on=ends_on, told=told)
    clock(datetime(2025, 11, 1, 12, tzinfo=timezone.get_default_timezone()))
    for _again in range(2):
        tellings_forget()
    assert Post.objects.exists() == stays
