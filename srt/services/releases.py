"""What a run publishes: released cells, checked against every release before, and what follows: drawings, letters."""

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
from mailing.services import letters_write
from networks.models import Participation
from srt.definition import InstrumentDefinition
from srt.models import Release, ReleasedCell, Score, ScoreRun, Wave, WaveInvitation, WaveNetwork
from srt.release import ReleasedValue, atoms_hold, release_network
from srt.selectors.releases import current_releases, earlier_release, later_releases

if TYPE_CHECKING:
    from srt.scoring import NetworkScores

DRAW_JOB = "srt.draw_pictures"
SHOW_JOB = "srt.show_wave"
READY_LETTER = "srt.picture_ready"
SHOWN_LETTER = "srt.picture_shown"
MORNING = time(8)

WAVE_PUBLISHED = audit_code("srt.wave_published", gettext_lazy("made the pictures of %(year)s, for facilitators first"))


class ReleaseRefused(Exception):  # noqa: N818 - the rules of release did their work
    """A release would leave a group of fewer than K people that could be solved (R0)."""


@dataclass(frozen=True)
class _Moments:
    """A kept score as the comparison of two years reads it."""

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
    """Publish a run in the caller's transaction: a release for every network with at least K respondents.

    Raises ReleaseRefused, so that nothing of the run is kept, when R0 does not hold.
    """
    k = run.wave.programme.minimum_group
    atoms_check(rows, scores, k)
    releases = []
    for row in rows:
        values = release_network(scores[row.pk], definition, k=k) if row.pk in scores else None
        if values is not None:
            releases.append(_release(run, row, scores[row.pk].respondents, values))
    _publication_follows(run, rows, releases)
    return releases


def atoms_check(rows: Sequence[WaveNetwork], scores: Mapping[int, "NetworkScores"], k: int) -> None:
    """Raise ReleaseRefused unless every group of responses in the same releases, old ones and new, holds `k` of them.

    A release counts its respondents, and a response can only have come later: number i is in a release when i lies
    below its count. A network that gets no release now keeps the groups it had, which held when they came about.
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
    if not atoms_hold(memberships, k):
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
    """Return the word of change by dimension, where both years show the dimension."""
    from srt.scoring import change_words  # noqa: PLC0415 - needs scipy: for workers only

    shown_then = set(earlier.cells.filter(shown=True).values_list("dimension", flat=True))
    then, now = _moments(earlier), _moments(release)
    both = [value.dimension for value in values if value.shown and value.dimension in shown_then]
    return {code: change_words(then[code], now[code]) or "" for code in both}


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


def _publication_follows(run: ScoreRun, rows: Sequence[WaveNetwork], releases: Sequence[Release]) -> None:
    """Register what publishing sets in motion: drawings, and letters to who may look now and later."""
    wave = run.wave
    redrawn = [*releases, *later_releases(wave)]
    jobs_enqueue(kind=DRAW_JOB, keys=[draw_key(release) for release in redrawn])
    if run.version > 1 or wave.imported:
        return
    audit_write(WAVE_PUBLISHED, actor=None, programme_key=wave.programme_id, year=str(wave.study_year))
    for row in rows:
        letters_write(
            kind=READY_LETTER,
            occasion=f"wave-network:{row.pk}",
            recipient_ids=_facilitators(row),
            params={"wave_network": row.pk},
        )
    morning = datetime.combine(wave.shown_on, MORNING, tzinfo=timezone.get_default_timezone())
    job_enqueue(kind=SHOW_JOB, key=str(wave.pk), due_at=morning)


def draw_key(release: Release) -> str:
    """Return the key of the drawing job: a drawing is made anew when the year before it appears."""
    earlier = earlier_release(release)
    return f"{release.pk}:{earlier.pk if earlier else 0}"


def _facilitators(row: WaveNetwork) -> list[int]:
    running = Participation.objects.members().filter(network=row.network_id, role=Participation.Role.FACILITATOR)
    return list(running.values_list("person_id", flat=True))


def picture_shown_letters_write(*, row: WaveNetwork) -> None:
    """Tell everyone who was invited and still takes part that the picture is there; once, whatever was the occasion.

    The facilitators know: they had it before. A network without a release gets no letter.
    """
    if not current_releases().filter(wave_network=row).exists():
        return
    running = set(Participation.objects.members().filter(network=row.network_id).values_list("person_id", flat=True))
    invited = set(WaveInvitation.objects.filter(wave_network=row).values_list("person_id", flat=True))
    letters_write(
        kind=SHOWN_LETTER,
        occasion=f"wave-network:{row.pk}",
        recipient_ids=(invited & running) - set(_facilitators(row)),
        params={"wave_network": row.pk},
    )


def wave_show(*, wave: Wave) -> None:
    """On the date named in the invitation: the letters for every network of a wave."""
    for row in WaveNetwork.objects.filter(wave=wave).order_by("pk"):
        picture_shown_letters_write(row=row)
