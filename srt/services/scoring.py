"""Scoring a closed wave in a worker: read, compute outside any transaction, store in one transaction."""

import hashlib
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.registry import audit_code
from audit.services import audit_write
from jobs.models import Job
from jobs.registry import RetryLater
from jobs.services import job_enqueue
from srt.definition import InstrumentDefinition
from srt.models import Response, Score, ScoreRun, Wave, WaveNetwork
from srt.services.journal_job import journal_enqueue
from srt.services.locks import wave_networks_lock
from srt.services.releases import releases_write

if TYPE_CHECKING:
    from accounts.models import User
    from srt.scoring import DimensionScore, NetworkScores

logger = logging.getLogger(__name__)

SCORE_JOB = "srt.score_wave"
RESCORE_JOB = "srt.rescore_wave"
# After this many failed attempts to score the year before, this year is scored without the comparison.
MAX_WAIT_ATTEMPTS = 5
WAVE_RESCORED = audit_code("srt.wave_rescored", gettext_lazy("had the results of %(year)s recalculated"))


class ScoreInputChanged(Exception):  # noqa: N818 - an alarm rather than an error: closed answers have changed
    """The responses of a scored wave have changed since they were scored, so nothing may be published."""


@dataclass(frozen=True)
class ScoreInput:
    """The input of a score run: (WaveNetwork key, answers) pairs ordered by response key, and their hash."""

    wave: Wave
    definition: InstrumentDefinition
    rows: list[tuple[int, str]]
    digest: str


def score_input(wave: Wave) -> ScoreInput:
    """Read a closed wave. The hash covers instrument, scope and responses, and is the same on every database."""
    definition = wave.definition
    found = Response.objects.filter(wave_network__wave=wave).values_list("pk", "wave_network_id", "answers")
    responses = sorted((str(pk), network, answers) for pk, network, answers in found)
    digest = hashlib.sha256(f"{wave.instrument.sha256} {wave.scope}\n".encode())
    for pk, network, answers in responses:
        digest.update(f"{pk} {network} {answers}\n".encode())
    return ScoreInput(wave, definition, [(network, answers) for _pk, network, answers in responses], digest.hexdigest())


def scores_compute(work: ScoreInput) -> dict[int, "NetworkScores"]:
    """Return the scores of every network by WaveNetwork key. Loads pandas, so for workers only."""
    if not work.rows:
        return {}
    import pandas as pd  # noqa: PLC0415 - takes a second and 100 MB, so only when scoring

    from srt.scoring import score_wave  # noqa: PLC0415 - the same

    table = pd.DataFrame(
        {"network": [str(network) for network, _ in work.rows], "answers": [answers for _, answers in work.rows]}
    )
    return {int(network): scores for network, scores in score_wave(table, work.definition).items()}


def wave_score(*, wave_pk: int, version: int = 1) -> Callable[[], None] | None:
    """Compute a score run of a closed wave; return a function that stores it.

    Returns None if the wave is not closed or this version exists. Raises ScoreInputChanged if an earlier run was made
    from different responses, or RetryLater while the year before is still waiting to be scored.
    """
    wave = Wave.objects.select_related("programme", "instrument", "study_year").filter(pk=wave_pk).first()
    if wave is None or wave.closed_at is None:
        return None
    work = score_input(wave)
    if _is_scored(work, version):
        return None
    if _year_before_is_pending(wave):
        raise RetryLater
    return partial(scores_store, work=work, scores=scores_compute(work), version=version)


def _is_scored(work: ScoreInput, version: int) -> bool:
    """Return whether this version exists. Raises ScoreInputChanged unless all runs have the same input (R6)."""
    runs = list(ScoreRun.objects.filter(wave=work.wave).values_list("version", "input_hash"))
    if any(digest != work.digest for _version, digest in runs):
        logger.error("The responses of wave %s are not those that were scored", work.wave.pk)
        raise ScoreInputChanged
    return any(known == version for known, _digest in runs)


def _year_before_is_pending(wave: Wave) -> bool:
    """Return whether the wave of the year before, needed for the comparison, is still waiting to be scored.

    A wave whose scoring keeps failing does not count.
    """
    before = Wave.objects.filter(
        programme=wave.programme_id,
        instrument=wave.instrument_id,
        scope=wave.scope,
        study_year__first_year=wave.study_year.first_year - 1,
        closed_at__isnull=False,
        score_runs__isnull=True,
    )
    keys = [str(pk) for pk in before.values_list("pk", flat=True)]
    return Job.objects.filter(
        kind=SCORE_JOB, key__in=keys, done_at__isnull=True, attempts__lt=MAX_WAIT_ATTEMPTS
    ).exists()


@transaction.atomic
def scores_store(*, work: ScoreInput, scores: Mapping[int, "NetworkScores"], version: int = 1) -> None:
    """Store a run with its scores and releases, and withdraw earlier versions; do nothing if this version exists.

    Raises ScoreInputChanged if the responses changed during scoring or since an earlier run, or ReleaseRefused.
    """
    rows = wave_networks_lock(work.wave.pk)
    if not rows:  # an import that was undone meanwhile
        return
    if score_input(work.wave).digest != work.digest:
        logger.error("The responses of wave %s changed while they were scored", work.wave.pk)
        raise ScoreInputChanged
    if _is_scored(work, version):
        return
    run = ScoreRun.objects.create(wave=work.wave, version=version, input_hash=work.digest)
    Score.objects.bulk_create(
        _score(run, network, code, score)
        for network, network_scores in scores.items()
        for code, score in network_scores.dimensions.items()
    )
    ScoreRun.objects.filter(wave=work.wave, version__lt=version, withdrawn_at__isnull=True).update(
        withdrawn_at=timezone.now()
    )
    releases_write(run=run, rows=rows, scores=scores, definition=work.definition)
    journal_enqueue(key=f"{work.wave.pk}:{version}")


def _score(run: ScoreRun, network: int, code: str, score: "DimensionScore") -> Score:
    low, high = score.ci95 or (None, None)
    return Score(
        run=run,
        wave_network_id=network,
        dimension=code,
        n=score.n,
        mean_numerator=score.mean.numerator if score.mean is not None else None,
        mean_denominator=score.mean.denominator if score.mean is not None else None,
        sd=score.sd,
        ci_low=low,
        ci_high=high,
        rwgj_uniform=score.rwgj_uniform,
        rwgj_slightskew=score.rwgj_slightskew,
        not_yet=score.not_yet,
    )


@transaction.atomic
def wave_rescore(*, wave: Wave, actor: "User | None" = None) -> int:
    """Queue a new score run over the same responses (R6), e.g. after a fix in the scorer; return its version.

    For administrators, at the command line (`manage.py rescore_wave`). Raises ValidationError if the wave is not
    closed, has not been scored yet, or its responses have been deleted; published results then stay as they are.
    """
    wave_networks_lock(wave.pk)
    wave.refresh_from_db(fields=["closed_at"])
    if wave.closed_at is None:
        raise ValidationError(_("This questionnaire is not closed yet."), code="not_closed")
    versions = list(ScoreRun.objects.filter(wave=wave).values_list("version", flat=True))
    if not versions:
        raise ValidationError(_("The results of this questionnaire have not been calculated yet."), code="not_scored")
    answered = WaveNetwork.objects.filter(wave=wave, respondents__gt=0)
    if answered.exists() and not Response.objects.filter(wave_network__wave=wave).exists():
        raise ValidationError(
            _("The answers to this questionnaire have been deleted, so its results stay as they are."), code="expired"
        )
    version = max(versions) + 1
    audit_write(WAVE_RESCORED, actor=actor, programme_key=wave.programme_id, year=str(wave.study_year))
    job_enqueue(kind=RESCORE_JOB, key=f"{wave.pk}:{version}")
    return version
