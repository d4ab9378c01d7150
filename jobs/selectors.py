"""What the health page asks of background work."""

from datetime import timedelta

from django.utils import timezone

from jobs.models import Job

LATE_AFTER = timedelta(minutes=10)


def jobs_late() -> int:
    """Return how many jobs are more than ten minutes past due and not done."""
    return Job.objects.filter(done_at__isnull=True, due_at__lt=timezone.now() - LATE_AFTER).count()
