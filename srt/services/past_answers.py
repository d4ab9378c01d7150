"""Importing answers of earlier years as closed waves."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.registry import audit_code
from audit.services import audit_write
from jobs.services import job_enqueue
from networks.access import Permission
from networks.models import Network, Programme, StudyYear
from networks.services.rights import require_programme
from networks.worksheets import RowProblem
from srt.answer_file import AnswerFileError, AnswerRow, answer_rows
from srt.models import Chart, Instrument, Release, ReleasedCell, Response, ScoreRun, Wave, WaveNetwork
from srt.release import has_scale_point
from srt.selectors.releases import later_releases
from srt.services.locks import wave_networks_lock
from srt.services.responses import STUDENT_CODE, SubmittedAnswers, responses_write
from srt.services.scoring import SCORE_JOB

if TYPE_CHECKING:
    from accounts.models import User

EARLIEST = 2000
ANSWERS_IMPORTED = audit_code("srt.answers_imported", gettext_lazy("imported the answers of %(year)s"))
IMPORT_UNDONE = audit_code("srt.import_undone", gettext_lazy("removed the imported answers of %(year)s"))


@dataclass(frozen=True)
class PastAnswers:
    """The rows of a valid file, and the networks they belong to by short name."""

    rows: list[AnswerRow]
    networks: dict[str, Network]

    @property
    def counts(self) -> list[tuple[Network, int]]:
        """The number of people who answered per network, ordered by name."""
        codes = [row.network for row in self.rows if has_scale_point(row.answers)]
        found = [(network, codes.count(slug)) for slug, network in self.networks.items()]
        return sorted(found, key=lambda pair: pair[0].name)


def past_answers_read(
    *, data: bytes, programme: Programme, first_year: int, instrument: Instrument, now: datetime | None = None
) -> PastAnswers:
    """Read a file with the answers of one year and check it against the programme, without changing anything.

    Raises AnswerFileError listing every invalid row, or ValidationError if the year is out of range, has not started or
    already has answers.
    """
    _check_year(programme, first_year, instrument, now or timezone.now())
    rows, problems = answer_rows([data], instrument.definition)
    networks = {network.slug: network for network in Network.objects.filter(programme=programme)}
    backgrounds = set(programme.backgrounds.values_list("code", flat=True))
    reported = {(problem.line, problem.column) for problem in problems}
    unknown = [problem for row in rows for problem in _problems(row, networks, backgrounds)]
    problems = [problem for problem in unknown if (problem.line, problem.column) not in reported] + problems
    if problems:
        raise AnswerFileError(problems, rows)
    used = {row.network for row in rows}
    return PastAnswers(rows, {slug: network for slug, network in networks.items() if slug in used})


def _problems(row: AnswerRow, networks: dict[str, Network], backgrounds: set[str]) -> list[RowProblem]:
    found = []
    if row.network not in networks:
        sentence = _("“%(value)s” is not the short name of a network in this programme.") % {"value": row.network}
        found.append(RowProblem(row.line, "network", sentence))
    if row.background and row.background not in backgrounds:
        sentence = _("“%(value)s” is not a role in this programme.") % {"value": row.background}
        found.append(RowProblem(row.line, "background", sentence))
    return found


def _check_year(programme: Programme, first_year: int, instrument: Instrument, now: datetime) -> None:
    year = f"{first_year}-{first_year + 1}"
    if first_year < EARLIEST:
        raise ValidationError(_("%(year)s is too long ago.") % {"year": year}, code="past")
    if StudyYear(programme=programme, first_year=first_year).starts_on >= timezone.localdate(now):
        raise ValidationError(_("%(year)s has not started yet.") % {"year": year}, code="future")
    # Of any version and scope: the same answers published twice would give the difference away (R15).
    waves = Wave.objects.filter(programme=programme, study_year__first_year=first_year, questionnaire=instrument.code)
    if waves.exists():
        sentence = _("This questionnaire already has answers for %(year)s. Nothing was changed.")
        raise ValidationError(sentence % {"year": year}, code="exists")


def past_answers_import(
    *, data: bytes, programme: Programme, first_year: int, instrument: Instrument, actor: "User | None" = None
) -> Wave:
    """Import a file as a closed wave, completely or not at all, and queue its scoring.

    The conversation about it counts as held. `actor` is None for the administrator at the command line.

    Raises PermissionDenied, and AnswerFileError or ValidationError like `past_answers_read`.
    """
    require_programme(actor=actor, programme=programme, permission=Permission.RUN_WAVE)
    answers = past_answers_read(data=data, programme=programme, first_year=first_year, instrument=instrument)
    try:
        with transaction.atomic():
            wave = _wave(programme, first_year, instrument, timezone.now())
            _fill(wave, answers)
            audit_write(ANSWERS_IMPORTED, actor=actor, programme_key=programme.pk, year=str(wave.study_year))
            job_enqueue(kind=SCORE_JOB, key=str(wave.pk))
    except IntegrityError:
        _check_year(programme, first_year, instrument, timezone.now())
        raise
    return wave


@transaction.atomic
def past_answers_undo(*, wave: Wave, actor: "User | None" = None) -> None:
    """Delete an imported wave with its answers, scores and charts, as long as nobody has seen them.

    Raises PermissionDenied, or ValidationError if the wave was not imported or its figures have been seen: answers that
    are imported again could then be told apart from the first ones.
    """
    require_programme(actor=actor, programme=wave.programme, permission=Permission.RUN_WAVE)
    rows = wave_networks_lock(wave.pk)
    locked = Wave.objects.select_for_update(of=("self",)).select_related("study_year").filter(pk=wave.pk).first()
    if locked is None or not locked.imported:
        raise ValidationError(_("There is no import to undo here."), code="not_imported")
    if locked.seen or any(row.statement for row in rows):
        raise ValidationError(_("Someone has seen the results of these answers, so they have to stay."), code="seen")
    audit_write(IMPORT_UNDONE, actor=actor, programme_key=locked.programme_id, year=str(locked.study_year))
    wave_delete(locked)


def wave_delete(wave: Wave) -> None:
    """Delete a wave with its answers, scores and charts, also from the charts of the year after.

    The caller holds its locks and knows that nobody has seen any of it.
    """
    later = [release.pk for release in later_releases(wave)]
    Chart.objects.filter(release__in=later, kind=Chart.Kind.YEARS).delete()
    ReleasedCell.objects.filter(release__in=later).update(change="")
    Release.objects.filter(wave_network__wave=wave).delete()
    ScoreRun.objects.filter(wave=wave).delete()
    Response.objects.filter(wave_network__wave=wave).delete()
    WaveNetwork.objects.filter(wave=wave).delete()
    wave.delete()


def imported_waves_mark_seen(keys: Collection[int]) -> bool:
    """Record that figures of imported waves are being shown; return False if one of them was undone meanwhile."""
    return not keys or Wave.objects.filter(pk__in=keys).update(seen=True) == len(keys)


def _wave(programme: Programme, first_year: int, instrument: Instrument, now: datetime) -> Wave:
    year, _created = StudyYear.objects.get_or_create(programme=programme, first_year=first_year)
    end = timezone.make_aware(datetime(first_year + 1, 7, 1, 12))  # noqa: DTZ001 - made aware in the line itself
    closed = min(end, now)
    opened = closed - timedelta(days=1)
    return Wave.objects.create(
        programme=programme,
        study_year=year,
        instrument=instrument,
        questionnaire=instrument.code,
        opens_at=opened,
        closes_at=closed,
        shown_on=timezone.localdate(closed),
        opened_at=opened,
        closed_at=closed,
        imported=True,
    )


def _fill(wave: Wave, answers: PastAnswers) -> None:
    networks = sorted(answers.networks.items(), key=lambda pair: pair[1].pk)
    rows = WaveNetwork.objects.bulk_create(
        WaveNetwork(wave=wave, network=network, conversation_at=wave.closed_at) for _slug, network in networks
    )
    keys = {slug: row.pk for (slug, _network), row in zip(networks, rows, strict=True)}
    respondents = responses_write(
        wave=wave,
        rows=_submitted(answers.rows, keys),
        definition=wave.instrument.definition,
        k=wave.programme.minimum_group,
    )
    for row in rows:
        row.respondents = respondents[row.pk]
    WaveNetwork.objects.bulk_update(rows, ["respondents"])


def _submitted(rows: Sequence[AnswerRow], keys: dict[str, int]) -> list[SubmittedAnswers]:
    """Convert the rows, without consent to research: past questionnaires did not ask for it."""
    return [
        SubmittedAnswers(
            keys[row.network], row.background == STUDENT_CODE if row.background else None, row.answers, consent=False
        )
        for row in rows
    ]
