"""Turning submitted answers into anonymous responses: shuffled, with random keys and coarsened backgrounds."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from secrets import SystemRandom

from srt.definition import InstrumentDefinition
from srt.models import ReleasedBreakdown, Response, Wave
from srt.release import Breakdown, BreakdownRow, Candidate, Invited, admit, has_scale_point, release_breakdown

STUDENT_CODE = "student"


@dataclass(frozen=True, slots=True)
class SubmittedAnswers:
    """One submitted set of answers before anonymisation; `is_student` is None if unknown.

    `is_known` says whether the programme knows the person (R14).
    """

    wave_network: int
    is_student: bool | None
    answers: str
    consent: bool
    is_known: bool = True


def respondents_per_network(rows: Iterable[SubmittedAnswers]) -> Counter[int]:
    """Return the number of respondents by WaveNetwork key."""
    return Counter(row.wave_network for row in rows if has_scale_point(row.answers))


def responses_write(
    *,
    wave: Wave,
    rows: Sequence[SubmittedAnswers],
    definition: InstrumentDefinition,
    k: int,
    invited: Mapping[int, Invited] | None = None,
) -> Counter[int]:
    """Release the breakdown by role (R4), then store the responses in random order.

    `invited` says how many students and others were invited, by WaveNetwork key; it is None for imported answers. The
    breakdown is decided first, because in a network with fewer than `k` students or fewer than `k` others the stored
    responses no longer distinguish between them. Returns the number of respondents by WaveNetwork key.

    Call inside a transaction.
    """
    rows = _admitted(rows, definition, k)
    respondents = respondents_per_network(rows)
    _breakdown_write(wave, _breakdown(rows, respondents, definition, k, invited))
    backgrounds = _coarsened(rows, k)
    responses = [
        Response(wave_network_id=row.wave_network, answers=row.answers, background=background, consent=row.consent)
        for row, background in zip(rows, backgrounds, strict=True)
    ]
    SystemRandom().shuffle(responses)
    Response.objects.bulk_create(responses)
    return respondents


def _admitted(rows: Sequence[SubmittedAnswers], definition: InstrumentDefinition, k: int) -> list[SubmittedAnswers]:
    """Return what counts of the submitted answers (R14)."""
    candidates = [Candidate(str(row.wave_network), row.answers, row.is_known) for row in rows]
    admitted = zip(rows, admit(candidates, definition, k=k), strict=True)
    return [replace(row, answers=answers) for row, answers in admitted if answers is not None]


def _breakdown(
    rows: Sequence[SubmittedAnswers],
    respondents: Counter[int],
    definition: InstrumentDefinition,
    k: int,
    invited: Mapping[int, Invited] | None,
) -> list[Breakdown]:
    # Leave out networks with unknown backgrounds: those people could be inferred by subtraction.
    unknown = {row.wave_network for row in rows if row.is_student is None}
    counted = [
        BreakdownRow(str(row.wave_network), bool(row.is_student), row.answers, row.is_known)
        for row in rows
        if respondents[row.wave_network] >= k and row.wave_network not in unknown
    ]
    disclosing = _networks_disclosing_roles(rows, k)
    undisclosed = {row.network for row in counted if int(row.network) not in disclosing}
    known = None if invited is None else {str(network): found for network, found in invited.items()}
    return release_breakdown(counted, definition, k=k, undisclosed=undisclosed, invited=known)


def _breakdown_write(wave: Wave, breakdown: Sequence[Breakdown]) -> None:
    ReleasedBreakdown.objects.bulk_create(_released(wave, found) for found in breakdown)


def _released(wave: Wave, breakdown: Breakdown) -> ReleasedBreakdown:
    if breakdown.groups is None:
        return ReleasedBreakdown(wave=wave, dimension=breakdown.dimension, refusal=breakdown.refusal or "")
    students, others = breakdown.groups["students"], breakdown.groups["others"]
    return ReleasedBreakdown(
        wave=wave,
        dimension=breakdown.dimension,
        students_n=students.n,
        students_mean=students.mean,
        students_bound=students.mean_bound,
        others_n=others.n,
        others_mean=others.mean,
        others_bound=others.mean_bound,
    )


def _networks_disclosing_roles(rows: Sequence[SubmittedAnswers], k: int) -> set[int]:
    """Return the networks whose responses may state the background: those with at least `k` known of each group."""
    groups: defaultdict[int, Counter[bool | None]] = defaultdict(Counter)
    for row in rows:
        groups[row.wave_network][row.is_student] += row.is_known
    return {network for network, counts in groups.items() if min(counts[True], counts[False]) >= k}


def _coarsened(rows: Sequence[SubmittedAnswers], k: int) -> list[str]:
    """Return the background to store for every row: blank if its network has fewer than `k` people in either group."""
    disclosing = _networks_disclosing_roles(rows, k)
    backgrounds = {
        True: Response.Background.STUDENT,
        False: Response.Background.OTHER,
        None: Response.Background.UNKNOWN,
    }
    return [
        backgrounds[row.is_student] if row.wave_network in disclosing else Response.Background.UNKNOWN for row in rows
    ]
