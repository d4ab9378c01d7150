"""Background work that is never lost: one row per thing that has to happen."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class Job(models.Model):
    """One piece of work that has to happen once: `wanted_at` says since when, `due_at` when it is tried next."""

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=120)
    due_at = models.DateTimeField()
    # Back-off moves due_at and leaves this one alone: work that keeps failing is late, however often it was tried.
    wanted_at = models.DateTimeField(default=timezone.now)
    created_at = models.DateTimeField(auto_now_add=True)
    hinted_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease = models.UUIDField(null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="jobs_job_once_per_kind_and_key"),
            models.CheckConstraint(
                condition=Q(lease__isnull=True, leased_until__isnull=True)
                | Q(lease__isnull=False, leased_until__isnull=False),
                name="jobs_job_lease_has_an_end",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(done_at__isnull=True), name="jobs_job_open_by_due"),
            models.Index(fields=["wanted_at"], condition=Q(done_at__isnull=True), name="jobs_job_open_by_wanted"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
