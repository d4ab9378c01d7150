"""Health checks of the questionnaire and its scoring."""

from datetime import timedelta

from django.utils import timezone

from jobs.health import health_check
from jobs.models import Job
from srt.models import Wave
from srt.services.scoring import RESCORE_JOB, SCORE_JOB, ScoreInputChanged

LATE_AFTER = timedelta(minutes=10)


@health_check("srt.scoring")
def waves_are_scored() -> bool:
    """Return whether every wave that closed more than ten minutes ago has been scored."""
    late = timezone.now() - LATE_AFTER
    # Imported waves have a closing time in the past; the age of their job shows how long they have been waiting.
    recent = set(Job.objects.filter(kind=SCORE_JOB, created_at__gte=late).values_list("key", flat=True))
    unscored = Wave.objects.filter(closed_at__lt=late, score_runs__isnull=True).values_list("pk", flat=True)
    return all(str(pk) in recent for pk in unscored)


@health_check("srt.answers_unchanged")
def closed_answers_are_unchanged() -> bool:
    """Return whether no pending scoring job found that closed responses have changed."""
    alarms = Job.objects.filter(kind__in=[SCORE_JOB, RESCORE_JOB], done_at__isnull=True)
    return not alarms.filter(last_error=ScoreInputChanged.__name__).exists()
