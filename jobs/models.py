"""The queue of background jobs, in the database so that none is lost."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class Job(models.Model):
    """A job that has to run once: wanted since `wanted_at`, tried next at `due_at`."""

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=120)
    due_at = models.DateTimeField()
    # Back-off changes due_at only, so that a job that keeps failing counts as late.
    wanted_at = models.DateTimeField(default=timezone.now)
    created_at = models.DateTimeField(auto_now_add=True)
    dispatched_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease = models.UUIDField(null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=200, blank=True)

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
