"""Publishing a score run: released cells, checked against all earlier releases, then charts and emails."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from fractions import Fraction
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy

from audit.registry import audit_code
from audit.services import audit_write
from jobs.services import job_enqueue, jobs_enqueue
from mailing.services import emails_enqueue
from networks.models import Participation
from srt.definition import InstrumentDefinition
from srt.models import Release, ReleasedCell, Score, ScoreRun, Wave, WaveInvitation, WaveNetwork
from srt.release import ReleasedValue, partition_is_safe, release_network
from srt.selectors.releases import current_releases, earlier_release, later_releases

if TYPE_CHECKING:
    from srt.scoring import NetworkScores

DRAW_JOB = "srt.draw_charts"
ANNOUNCE_JOB = "srt.announce_wave"
READY_EMAIL = "srt.chart_ready"
SHOWN_EMAIL = "srt.chart_shown"
MORNING = time(8)

WAVE_PUBLISHED = audit_code(
    "srt.wave_published", gettext_lazy("made the %(year)s pictures available, to facilitators first")
)


class ReleaseRefused(Exception):  # noqa: N818 - not an error: a rule doing its work
    """A release that would expose a group of fewer than K people (R0)."""


@dataclass(frozen=True)
class _Moments:
    """A stored score in the form that the comparison of two years needs."""

    n: int
    mean: Fraction | None
    sd: float | None


def releases_write(
    *,
    run: ScoreRun,
    rows: Sequence[WaveNetwork],
    scores: Mapping[int, "NetworkScores"],
    definition: InstrumentDefinition,
) -> list[Release]:
    """Create a release for every network with at least K respondents, and queue charts and emails.

    Call inside a transaction. Raises ReleaseRefused, so that nothing of the run is stored, if R0 is violated.
    """
    k = run.wave.programme.minimum_group
    partition_check(rows, scores, k)
    releases = []
    for row in rows:
        values = release_network(scores[row.pk], definition, k=k) if row.pk in scores else None
        if values is not None:
            releases.append(_release(run, row, scores[row.pk].respondents, values))
    _enqueue_charts_and_emails(run, rows, releases)
    return releases


def partition_check(rows: Sequence[WaveNetwork], scores: Mapping[int, "NetworkScores"], k: int) -> None:
    """Raise ReleaseRefused if the releases, old and new, would single out a group of fewer than `k` responses (R0).

    Responses are only ever added, so response number i of a network is part of every release that counts more than i
    respondents. Networks without a new release are skipped: their earlier releases passed this check when published.
    """
    earlier: dict[int, list[tuple[int, int]]] = {}
    found = Release.objects.filter(wave_network__in=[row.pk for row in rows])
    for pk, network, respondents in found.values_list("pk", "wave_network_id", "respondents"):
        earlier.setdefault(network, []).append((pk, respondents))
    memberships: dict[tuple[int, int], frozenset[int]] = {}
    for row in rows:
        now = scores[row.pk].respondents if row.pk in scores else 0
        if now < k:
            continue
        releases = [*earlier.get(row.pk, []), (0, now)]
        for number in range(max([now, *(count for _pk, count in releases)])):
            memberships[row.pk, number] = frozenset(pk for pk, count in releases if number < count)
    if not partition_is_safe(memberships, k):
        raise ReleaseRefused


def _release(run: ScoreRun, row: WaveNetwork, respondents: int, values: list[ReleasedValue]) -> Release:
    release = Release.objects.create(run=run, wave_network=row, respondents=respondents, members=row.members)
    earlier = earlier_release(release)
    changes = _changes(release, earlier, values) if earlier else {}
    ReleasedCell.objects.bulk_create(
        ReleasedCell(
            release=release,
            dimension=value.dimension,
            position=position,
            shown=value.shown,
            n=value.n,
            mean=value.mean,
            mean_bound=value.mean_bound,
            sd=value.sd,
            sd_below=value.sd_below,
            ci_low=value.ci_low,
            ci_high=value.ci_high,
            agreement=value.agreement,
            several_not_yet=value.several_not_yet,
            change=changes.get(value.dimension, ""),
        )
        for position, value in enumerate(values)
    )
    return release


def _changes(release: Release, earlier: Release, values: list[ReleasedValue]) -> dict[str, str]:
    """Return the change word by dimension code, for dimensions shown in both years."""
    from srt.scoring import describe_change  # noqa: PLC0415 - needs scipy: for workers only

    shown_then = set(earlier.cells.filter(shown=True).values_list("dimension", flat=True))
    then, now = _moments(earlier), _moments(release)
    # A release restored from the journal has no exact scores, so nothing can be compared with it.
    both = [value.dimension for value in values if value.shown and value.dimension in shown_then & then.keys()]
    return {code: describe_change(then[code], now[code]) or "" for code in both}


def _moments(release: Release) -> dict[str, _Moments]:
    scores = Score.objects.filter(run=release.run_id, wave_network=release.wave_network_id)
    return {
        score.dimension: _Moments(
            score.n,
            Fraction(score.mean_numerator, score.mean_denominator or 1) if score.mean_numerator is not None else None,
            score.sd,
        )
        for score in scores
    }


def _enqueue_charts_and_emails(run: ScoreRun, rows: Sequence[WaveNetwork], releases: Sequence[Release]) -> None:
    """Queue the charts, the emails to facilitators now and the emails to everyone on `shown_on`."""
    wave = run.wave
    to_draw = [*releases, *later_releases(wave)]
    jobs_enqueue(kind=DRAW_JOB, keys=[draw_key(release) for release in to_draw])
    if run.version > 1 or wave.imported:
        return
    audit_write(WAVE_PUBLISHED, actor=None, programme_key=wave.programme_id, year=str(wave.study_year))
    for row in rows:
        emails_enqueue(
            email_type=READY_EMAIL,
            idempotency_key=f"wave-network:{row.pk}",
            recipient_ids=_facilitators(row),
            params={"wave_network": row.pk},
        )
    morning = datetime.combine(wave.shown_on, MORNING, tzinfo=timezone.get_default_timezone())
    job_enqueue(kind=ANNOUNCE_JOB, key=str(wave.pk), due_at=morning)


def draw_key(release: Release) -> str:
    """Return the key of the drawing job, which changes when a release of the year before appears."""
    earlier = earlier_release(release)
    return f"{release.pk}:{earlier.pk if earlier else 0}"


def _facilitators(row: WaveNetwork) -> list[int]:
    running = Participation.objects.members().filter(network=row.network_id, role=Participation.Role.FACILITATOR)
    return list(running.values_list("person_id", flat=True))


def chart_shown_emails_enqueue(*, row: WaveNetwork) -> None:
    """Email everyone who was invited and still takes part that they can see the chart; once, on whichever occasion.

    Facilitators are left out, because they saw it first. A network without a release gets no email.
    """
    if not current_releases().filter(wave_network=row).exists():
        return
    running = set(Participation.objects.members().filter(network=row.network_id).values_list("person_id", flat=True))
    invited = set(WaveInvitation.objects.filter(wave_network=row).values_list("person_id", flat=True))
    emails_enqueue(
        email_type=SHOWN_EMAIL,
        idempotency_key=f"wave-network:{row.pk}",
        recipient_ids=(invited & running) - set(_facilitators(row)),
        params={"wave_network": row.pk},
    )


def wave_announce(*, wave: Wave) -> None:
    """Email the people in every network of the wave that they can see the chart. Runs on `shown_on`."""
    for row in WaveNetwork.objects.filter(wave=wave).order_by("pk"):
        chart_shown_emails_enqueue(row=row)
