"""Audit entries expire after half a year; the list of erasures does not."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from accounts.models import Erasure
from accounts.selectors import person_mark
from accounts.services import erasures_replay
from accounts.tasks import purge
from audit.models import AuditEntry
from jobs.retention import LOG_RETENTION

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


def entry_make(code: str, at: datetime) -> None:
    entry = AuditEntry.objects.create(code=code, programme_key=1)
    AuditEntry.objects.filter(pk=entry.pk).update(at=at)


def test_audit_entry_expires_after_half_a_year():
    half_a_year_ago = timezone.now() - LOG_RETENTION
    entry_make("tests.deleted", half_a_year_ago - timedelta(minutes=1))
    entry_make("tests.stays", half_a_year_ago + timedelta(minutes=1))
    for _again in range(2):
        purge("2026-11-26")
    assert list(AuditEntry.objects.values_list("code", flat=True)) == ["tests.stays"]


def test_old_erasure_is_replayed_after_an_old_backup_was_restored(cast):
    """The list of erasures outlasts every backup and the audit log."""
    otto = cast["Otto"]
    erased_at = timezone.now() - timedelta(days=2000)
    Erasure.objects.create(person_key=otto.pk, mark=person_mark(otto), erased_at=erased_at)
    purge("2026-11-26")
    assert erasures_replay() == 1
    assert not type(otto).objects.filter(pk=otto.pk).exists()
