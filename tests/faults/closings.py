"""Waves that close while something breaks, and the state that must hold afterwards."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Sequence
from uuid import UUID

import pytest
from celery import current_app
from django.db.models import Q
from django.utils import timezone

from audit.models import AuditEntry
from jobs.models import Job
from jobs.tasks import run_job
from mailing.models import Email
from srt.definition import provisional_instrument_bytes
from srt.models import Chart, Release, Response, Score, ScoreRun, Wave
from srt.services.closing import wave_close
from srt.services.instruments import instrument_load
from srt.services.releases import READY_EMAIL
from srt.services.scoring import score_input
from tests.cast import REKENEN, Cast
from tests.srt.reference_scorer import reference_score
from tests.srt.wave_cases import answer_all, wave_make
from tests.stories.clock import time_passes
from tests.stories.mail import MailServer

SIX = [name for name, _background, _role in REKENEN]


def waves_make(cast: Cast, number: int) -> list[Wave]:
    """Create open waves of Rekenen, each with a separate questionnaire, in which all six people have answered."""
    waves = []
    for place in range(number):
        content = provisional_instrument_bytes().replace(b"code: samen-leren", b"code: samen-leren-%d" % place, 1)
        wave = wave_make(cast, cast.rekenen, instrument=instrument_load(data=content).instrument)
        answer_all(wave, cast, SIX, shift=place)
        waves.append(wave)
    return waves


def close_by_hand_and_by_time(waves: Iterable[Wave], cast: Cast) -> None:
    """Close every wave with an odd key by hand, and move the closing time of the others to now."""
    for wave in waves:
        if wave.pk % 2:
            wave_close(wave=wave, actor=cast["Nadia"])
        else:
            now = timezone.now()
            Wave.objects.filter(pk=wave.pk).update(closes_at=now)
            Job.objects.filter(kind="srt.close_wave", key__startswith=f"{wave.pk}:").update(due_at=now, wanted_at=now)


def open_jobs() -> list[int]:
    """Return the jobs that are due and not done."""
    found = Job.objects.filter(done_at__isnull=True, due_at__lte=timezone.now())
    return list(found.order_by("pk").values_list("pk", flat=True))


def leases() -> set[UUID]:
    """Return the leases that are held by any worker, running or dead."""
    found = Job.objects.filter(done_at__isnull=True, leased_until__gt=timezone.now())
    return {lease for lease in found.values_list("lease", flat=True) if lease is not None}


def deliver_doubled() -> None:
    """Send every open job to the broker twice, as a broker without memory of its deliveries would."""
    for pk in open_jobs() * 2:
        current_app.send_task(run_job.name, args=[pk], ignore_result=True)


def settle(waves: Sequence[Wave], *, seconds: float = 240) -> None:
    """Wait until no job is left, due or postponed, dispatching due jobs from time to time."""
    end, again = time.monotonic() + seconds, 0.0
    while left := left_to_do(waves):
        if time.monotonic() > end:
            pytest.fail("\n".join([f"Left to do after {seconds:.0f} s:", *left]))
        if time.monotonic() > again:
            again = time.monotonic() + 10  # no sooner: the dispatched jobs have to be processed
            deliver_doubled()
        time.sleep(0.1)


def left_to_do(waves: Sequence[Wave]) -> list[str]:
    """Return unscored waves and due or postponed jobs, as text for a failed test."""
    unscored = Wave.objects.filter(pk__in=[wave.pk for wave in waves], score_runs__isnull=True)
    is_wanted = Q(due_at__lte=timezone.now()) | Q(attempts__gt=0)
    return [f"wave {wave.pk} has no run" for wave in unscored] + [
        f"{job}: {job.attempts} attempts, due {job.due_at}, leased until {job.leased_until}, trouble “{job.last_error}”"
        for job in Job.objects.filter(is_wanted, done_at__isnull=True)
    ]


def leases_run_out() -> None:
    """Let six minutes pass: the leases of dead workers end, and their jobs are dispatched again."""
    time_passes(minutes=6)


def each_wave_happened_once(waves: Sequence[Wave], mail: MailServer) -> None:
    """Assert that every wave has one closing, one run, every score and chart once, and one delivered email."""
    assert Counter(ScoreRun.objects.values_list("wave", flat=True)) == {wave.pk: 1 for wave in waves}
    for code in ("srt.wave_closed", "srt.wave_published"):
        assert AuditEntry.objects.filter(code=code).count() == len(waves)
    assert Release.objects.count() == len(waves)
    assert Chart.objects.count() == 4 * len(waves)  # radar and dots, in two languages
    assert Email.objects.filter(email_type=READY_EMAIL, handled_at__isnull=False).count() == len(waves)
    ready = [email for email in mail.to("hugo@example.org") if "/networks/" in email.as_string()]
    assert len({email["Message-ID"] for email in ready}) == len(waves)
    for wave in waves:
        scores_are_right(wave)


def scores_are_right(wave: Wave) -> None:
    """Assert that the stored scores are those of the slow scorer, each once."""
    definition = wave.instrument.definition
    rows = list(Response.objects.filter(wave_network__wave=wave).values_list("answers", flat=True))
    assert len(rows) == len(SIX)
    found = {
        score.dimension: (score.n, score.mean_numerator, score.mean_denominator)
        for score in Score.objects.filter(run__wave=wave)
    }
    expected = {}
    for dimension in definition.dimensions:
        plain = reference_score(rows, dimension, definition)
        assert plain.mean is not None
        expected[dimension.code] = (plain.n, plain.mean.numerator, plain.mean.denominator)
    assert found == expected
    assert Score.objects.filter(run__wave=wave).count() == len(definition.dimensions)
    assert ScoreRun.objects.get(wave=wave).input_hash == score_input(Wave.objects.get(pk=wave.pk)).digest
