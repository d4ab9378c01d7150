"""Deleting responses five years after a wave closed. Means over enough people and released results stay."""

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from srt.models import Response, Score, ScoreRun, Wave
from srt.services.locks import wave_networks_lock

RESPONSE_RETENTION = relativedelta(years=5)


def responses_purge() -> None:
    """Delete the responses of each wave that closed five years ago and has been scored, one wave per transaction.

    Scores of fewer people than a release needs go with them: the score of one person is an answer, not an average.
    """
    closed = Wave.objects.filter(closed_at__lt=timezone.now() - RESPONSE_RETENTION)
    scored = closed.filter(Exists(ScoreRun.objects.filter(wave=OuterRef("pk"))))
    unpurged = scored.filter(Exists(Response.objects.filter(wave_network__wave=OuterRef("pk"))))
    for pk, smallest in list(unpurged.values_list("pk", "programme__minimum_group")):
        with transaction.atomic():
            wave_networks_lock(pk)
            Response.objects.filter(wave_network__wave=pk).delete()
            Score.objects.filter(run__wave=pk, n__lt=smallest).delete()
