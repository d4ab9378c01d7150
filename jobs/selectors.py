from datetime import timedelta

from django.utils import timezone

from jobs.models import Job

LATE_AFTER = timedelta(minutes=10)


def jobs_late() -> int:
    """Return the number of unfinished jobs that were wanted more than ten minutes ago."""
    return Job.objects.filter(done_at__isnull=True, wanted_at__lt=timezone.now() - LATE_AFTER).count()
