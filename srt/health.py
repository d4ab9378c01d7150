"""Health checks of the questionnaire and its scoring."""

from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from jobs.health import Trouble, health_check
from jobs.models import Job
from srt.models import Wave
from srt.selectors.backups import backups_with_open_waves
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


@health_check("srt.backups")
def backups_are_deleted() -> bool:
    """Return whether every backup that holds an open wave was deleted in time. Raises Trouble if not.

    An installation that names no folder of backups is not warned.
    """
    if not settings.LEERWEB_BACKUPS:
        return True
    try:
        backups = backups_with_open_waves(Path(settings.LEERWEB_BACKUPS))
    except OSError as error:
        raise Trouble("the folder of backups cannot be read") from error
    if any(backup.is_overdue for backup in backups):
        raise Trouble("a backup of an open round has to be deleted")
    return True
