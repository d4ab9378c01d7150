"""R14: answers of people whom the programme does not know count only where the known people alone reach K.

Otherwise a facilitator who adds four addresses of their own can read the fifth person's answers off the chart.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from srt.definition import NOT_YET, UNANSWERED, InstrumentDefinition
from srt.release.breakdown import person_score
from srt.release.rules import K_SPREAD, K


class Candidate(NamedTuple):
    """A submitted set of answers before closing, and whether the programme knows the person."""

    network: str
    answers: str
    is_known: bool


def has_scale_point(answers: str) -> bool:
    """Return whether the answers include at least one scale point."""
    return any(mark not in (NOT_YET, UNANSWERED) for mark in answers)


def admit(candidates: Sequence[Candidate], definition: InstrumentDefinition, *, k: int = K) -> list[str | None]:
    """Return the answers to store of each candidate, in order, or None if nothing of them is.

    Answers of known people are stored as they are. Those of others are left out in a network with fewer than `k` known
    respondents, and their answers on a dimension are blanked unless at least `k` known people have a score on it. They
    are blanked too where only they would bring the number of scores, or of complete answers, to ten, from which the
    spread is shown (R7). Their "not yet" is never stored, because it would count towards "several".
    """
    by_network: defaultdict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        by_network[candidate.network].append(candidate)
    blanked = {network: _blanked(found, definition, k) for network, found in by_network.items()}
    return [_admitted(candidate, blanked[candidate.network], definition) for candidate in candidates]


def _blanked(candidates: Sequence[Candidate], definition: InstrumentDefinition, k: int) -> set[str]:
    """Return the dimensions on which only the answers of known people count."""
    known = [candidate for candidate in candidates if candidate.is_known]
    if sum(has_scale_point(candidate.answers) for candidate in known) < k:
        return {dimension.code for dimension in definition.dimensions}
    found = set()
    for dimension in definition.dimensions:
        scored = [one for one in candidates if person_score(one.answers, dimension, definition) is not None]
        complete = [one for one in candidates if _is_complete(one.answers[definition.dimension_slice(dimension.code)])]
        too_few = sum(one.is_known for one in scored) < k
        if too_few or any(_others_decide(each, max(K_SPREAD, k)) for each in (scored, complete)):
            found.add(dimension.code)
    return found


def _others_decide(counted: Sequence[Candidate], threshold: int) -> bool:
    """Return whether a number of people is reached only with people whom the programme does not know."""
    return sum(one.is_known for one in counted) < threshold <= len(counted)


def _is_complete(answers: str) -> bool:
    return not {NOT_YET, UNANSWERED} & set(answers)


def _admitted(candidate: Candidate, blanked: set[str], definition: InstrumentDefinition) -> str | None:
    if candidate.is_known:
        return candidate.answers
    answers = list(candidate.answers.replace(NOT_YET, UNANSWERED))
    for code in blanked:
        part = definition.dimension_slice(code)
        answers[part] = UNANSWERED * (part.stop - part.start)
    text = "".join(answers)
    return text if has_scale_point(text) else None
