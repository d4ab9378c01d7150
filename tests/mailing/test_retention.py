"""Handled emails and the demo's mailbox expire after half a year."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.tasks import purge
from jobs.retention import LOG_RETENTION
from mailing.models import Email, ShownMessage

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

JUST = timedelta(minutes=1)


def test_handled_email_expires_after_half_a_year(cast):
    now = timezone.now()
    long_ago = now - timedelta(days=4000)
    handled = {"deleted": now - LOG_RETENTION - JUST, "stays": now - LOG_RETENTION + JUST, "waits": None}
    for idempotency_key, moment in handled.items():
        Email.objects.create(
            email_type="tests.email",
            idempotency_key=idempotency_key,
            recipient=cast["Amira"],
            due_at=long_ago,
            handled_at=moment,
        )
    for _again in range(2):
        purge("2026-11-26")
    assert set(Email.objects.values_list("idempotency_key", flat=True)) == {"stays", "waits"}


def test_demo_mailbox_expires_after_half_a_year():
    half_a_year_ago = timezone.now() - LOG_RETENTION
    for subject, at in (("deleted", half_a_year_ago - JUST), ("stays", half_a_year_ago + JUST)):
        message = ShownMessage.objects.create(to="amira@example.org", subject=subject, text="x", message_id=subject)
        ShownMessage.objects.filter(pk=message.pk).update(at=at)
    purge("2026-11-26")
    assert [message.subject for message in ShownMessage.objects.all()] == ["stays"]
