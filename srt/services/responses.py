"""From answers with authors to responses without: shuffled, with random keys, and roles as coarse as they must be."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from secrets import SystemRandom

from srt.definition import LEFT_OPEN, NOT_YET, InstrumentDefinition
from srt.models import BreakdownSum, Response, Wave
from srt.release import BreakdownRow, breakdown_sums

STUDENT_CODE = "student"


@dataclass(frozen=True, slots=True)
class SubmittedAnswers:
    """One submitted set of answers on its way to a response; `is_student` is None where nobody said."""

    wave_network: int
    is_student: bool | None
    answers: str
    consent: bool


def is_respondent(answers: str) -> bool:
    """Return whether at least one scale point was chosen."""
    return any(mark not in (NOT_YET, LEFT_OPEN) for mark in answers)


def respondents_per_network(rows: Iterable[SubmittedAnswers]) -> Counter[int]:
    """Count the respondents by key of the wave's row in a network."""
    return Counter(row.wave_network for row in rows if is_respondent(row.answers))


def responses_write(
    *, wave: Wave, rows: Sequence[SubmittedAnswers], definition: InstrumentDefinition, k: int
) -> Counter[int]:
    """Write R4's sums, then the responses in random order, in the caller's transaction; return respondents per network.

    The order matters: after this no row tells a student apart where a network has fewer than `k` of either.
    """
    respondents = respondents_per_network(rows)
    _breakdown_write(wave, rows, respondents, definition, k)
    backgrounds = _coarsened(rows, k)
    responses = [
        Response(wave_network_id=row.wave_network, answers=row.answers, background=background, consent=row.consent)
        for row, background in zip(rows, backgrounds, strict=True)
    ]
    SystemRandom().shuffle(responses)
    Response.objects.bulk_create(responses)
    return respondents


def _breakdown_write(
    wave: Wave, rows: Sequence[SubmittedAnswers], respondents: Counter[int], definition: InstrumentDefinition, k: int
) -> None:
    # A network where somebody's role is unknown stays out: the unknown few could be solved from the rest.
    unknown = {row.wave_network for row in rows if row.is_student is None}
    counted = [
        BreakdownRow(str(row.wave_network), bool(row.is_student), row.answers)
        for row in rows
        if respondents[row.wave_network] >= k and row.wave_network not in unknown
    ]
    told = _networks_told(rows, k)
    untold = {row.network for row in counted if int(row.network) not in told}
    BreakdownSum.objects.bulk_create(
        BreakdownSum(
            wave=wave,
            dimension=dimension,
            group=group,
            n=sums.n,
            networks=sums.networks,
            largest_network_n=sums.largest,
            total_numerator=sums.total.numerator,
            total_denominator=sums.total.denominator,
        )
        for dimension, groups in breakdown_sums(counted, definition, k=k, untold=untold).items()
        for group, sums in groups.items()
        if sums.n >= k
    )


def _networks_told(rows: Sequence[SubmittedAnswers], k: int) -> set[int]:
    """Return the networks whose responses may say student or other: those with at least `k` of each."""
    groups: defaultdict[int, Counter[bool | None]] = defaultdict(Counter)
    for row in rows:
        groups[row.wave_network][row.is_student] += 1
    return {network for network, counts in groups.items() if min(counts[True], counts[False]) >= k}


def _coarsened(rows: Sequence[SubmittedAnswers], k: int) -> list[str]:
    """Return student, other or blank for every row: blank where its network has fewer than `k` of either."""
    told = _networks_told(rows, k)
    words = {True: Response.Background.STUDENT, False: Response.Background.OTHER, None: Response.Background.UNKNOWN}
    return [words[row.is_student] if row.wave_network in told else Response.Background.UNKNOWN for row in rows]
