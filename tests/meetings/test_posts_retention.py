"""Posts expire a year after the term of their network, or after four years without a term."""

from datetime import date, datetime, time

import pytest
from django.utils import timezone

from accounts.tasks import purge
from meetings.models import Post
from networks.models import Network
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


def post_on(day: date, cast: Cast, *, ends_on: date | None) -> None:
    """Create a post by Amira in a network that ends on `ends_on`."""
    Network.objects.filter(pk=cast.burgerschap.pk).update(ends_on=ends_on)
    moment = datetime.combine(day, time(12), tzinfo=timezone.get_default_timezone())
    Post.objects.create(network=cast.burgerschap, person=cast["Amira"], text="Een muurtje.", posted_at=moment)


@pytest.mark.parametrize(
    ("ends_on", "posted_on", "stays"),
    [
        (date(2024, 10, 31), date(2023, 9, 1), False),
        (date(2024, 11, 1), date(2023, 9, 1), True),
        (date(2026, 7, 31), date(2019, 9, 1), True),
        (None, date(2021, 10, 31), False),
        (None, date(2021, 11, 1), True),
    ],
)
def test_post_expires_a_year_after_the_term_or_after_four_years(
    cast: Cast, clock, ends_on: date | None, posted_on: date, stays: bool
):
    post_on(posted_on, cast, ends_on=ends_on)
    clock(datetime(2025, 11, 1, 12, tzinfo=timezone.get_default_timezone()))
    for _again in range(2):
        purge("")
    assert Post.objects.exists() == stays
