"""How long things are kept once a round has closed: invitations a year, responses five years.

What was made of responses stays. So does the right to see it, which comes from taking part and not from an invitation.
"""

from datetime import datetime

from dateutil.relativedelta import relativedelta
from django.utils import timezone

from jobs.registry import RetryLater
from jobs.retention import INVITATIONS_KEPT_FOR, rows_forget
from jobs.services import job_enqueue
from srt.models import Response, ScoreRun, Wave, WaveInvitation
from srt.services.locks import wave_networks_lock

RESPONSES_JOB = "srt.responses_forget"
RESPONSES_KEPT_FOR = relativedelta(years=5)


def responses_forget_later(*, wave: Wave) -> None:
    """See to it that the responses of a closed wave go in time. Call in the transaction that writes them."""
    job_enqueue(kind=RESPONSES_JOB, key=str(wave.pk), due_at=_kept_until(wave))


def responses_forget(*, wave_pk: int) -> None:
    """Delete the responses of a wave; scores, sums and what was released stay.

    Raises JobLater before its time, as when a clock was set back, and before it is scored.
    """
    wave_networks_lock(wave_pk)
    wave = Wave.objects.get(pk=wave_pk)
    if timezone.now() < _kept_until(wave):
        raise RetryLater(until=_kept_until(wave))
    if not ScoreRun.objects.filter(wave=wave_pk).exists():
        raise RetryLater
    Response.objects.filter(wave_network__wave=wave_pk).delete()


def invitations_forget() -> None:
    """Delete invitations to rounds that closed more than a year ago. How many there were stands with the network."""
    long_ago = timezone.now() - INVITATIONS_KEPT_FOR
    rows_forget(WaveInvitation.objects.filter(wave_network__wave__closed_at__lt=long_ago))


def _kept_until(wave: Wave) -> datetime:
    until: datetime = (wave.closed_at or wave.closes_at) + RESPONSES_KEPT_FOR
    return until
