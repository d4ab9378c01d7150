"""What the health page asks of background work."""

from datetime import timedelta

from django.utils import timezone

from jobs.models import Job

LATE_AFTER = timedelta(minutes=10)


def jobs_late() -> int:
    """Return how many jobs were wanted more than ten minutes ago and are not done, however often they were tried."""
    return Job.objects.filter(done_at__isnull=True, wanted_at__lt=timezone.now() - LATE_AFTER).count()
