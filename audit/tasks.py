"""Background work of this app."""

from django.utils import timezone

from audit.models import AuditEntry
from jobs.registry import job_kind
from jobs.retention import LOGS_KEPT_FOR, rows_forget


@job_kind("audit.forget", nightly=True)
def forget_entries(key: str) -> None:
    """Delete what was noted more than half a year ago.

    The list of erasures is no part of this log (accounts): a backup that is older than the log must not bring anybody
    back.
    """
    rows_forget(AuditEntry.objects.filter(at__lt=timezone.now() - LOGS_KEPT_FOR))
