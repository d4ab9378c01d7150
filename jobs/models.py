"""Background work that is never lost: one row per thing that has to happen."""

from django.db import models
from django.db.models import Q


class Job(models.Model):
    """One piece of work that has to happen once, at or after `due_at`."""

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=120)
    due_at = models.DateTimeField()
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
        indexes = [models.Index(fields=["due_at"], condition=Q(done_at__isnull=True), name="jobs_job_open_by_due")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
