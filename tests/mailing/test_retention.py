"""That a letter went is kept for half a year."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jobs.retention import LOGS_KEPT_FOR
from mailing.models import Letter, ShownMessage
from mailing.tasks import forget_letters

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

JUST = timedelta(minutes=1)


def test_letters_go_half_a_year_after_they_were_dealt_with(cast):
    now = timezone.now()
    long_ago = now - timedelta(days=4000)
    handled = {"gone": now - LOGS_KEPT_FOR - JUST, "stays": now - LOGS_KEPT_FOR + JUST, "waits": None}
    for occasion, moment in handled.items():
        Letter.objects.create(
            kind="tests.letter", occasion=occasion, recipient=cast["Amira"], due_at=long_ago, handled_at=moment
        )
    for _again in range(2):
        forget_letters("2026-11-26")
    assert set(Letter.objects.values_list("occasion", flat=True)) == {"stays", "waits"}


def test_what_the_demo_shows_of_letters_goes_too():
    half_a_year_ago = timezone.now() - LOGS_KEPT_FOR
    for subject, at in (("gone", half_a_year_ago - JUST), ("stays", half_a_year_ago + JUST)):
        message = ShownMessage.objects.create(to="amira@example.org", subject=subject, text="x", message_id=subject)
        ShownMessage.objects.filter(pk=message.pk).update(at=at)
    forget_letters("2026-11-26")
    assert [message.subject for message in ShownMessage.objects.all()] == ["stays"]
