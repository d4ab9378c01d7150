"""The effect of a change of a track, as unsaved phases: for the preview, and for the service that saves them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from networks.models import Network
from ogo.models import ActivityUse, Cycle, Phase, PhaseReflection, ReflectionLine, Track
from ogo.schemes import Scheme, SchemePhase
from ogo.selectors.schemes import scheme_choice
from ogo.selectors.tracks import phases_of, span_of
from ogo.track.dates import (
    NoRoomError,
    Problem,
    Span,
    WithCycle,
    add_cycle,
    go_back,
    partition,
    propose,
    term_span,
)

MAX_CYCLES = 12


def proposed_cycles(network: Network, scheme: Scheme, cycles: int, today: date) -> list[list[Span]]:
    """Return the dates that a scheme proposes over the term of a network. Raises ValidationError by field."""
    term = term_span(network.starts_on, network.ends_on, today)
    try:
        return propose(term, scheme.shares, cycles)
    except NoRoomError:
        raise ValidationError({"cycles": no_room_message()}) from None


def no_room_message() -> str:
    """Return why phases do not fit."""
    return _("The term is too short for this: not every phase would have a day.")


def phase_copy(cycle: Cycle, position: int, phase: SchemePhase, span: Span) -> Phase:
    """Return an unsaved phase with the names of a scheme's phase."""
    row = Phase(cycle=cycle, position=position, first_day=span.first_day, last_day=span.last_day)
    names_copy(row, phase)
    row.planned_last_day = span.last_day
    return row


def names_copy(row: Phase, phase: SchemePhase) -> None:
    """Give a phase the code, stage and names of a scheme's phase."""
    row.code, row.stage = phase.code, phase.stage
    row.name_nl, row.name_en = phase.name["nl"], phase.name["en"]
    row.official_nl, row.official_en = phase.official.get("nl", ""), phase.official.get("en", "")


def phases_fingerprint(phases: Sequence[Phase]) -> str:
    """Return what identifies the phases and dates that a form was made from."""
    parts = [f"{phase.pk}:{phase.first_day}:{phase.last_day}" for phase in phases]
    return sha256("|".join(parts).encode()).hexdigest()[:16]


def problem_message(problem: Problem, network: Network) -> str:
    """Return why a date of a phase is refused."""
    if problem is Problem.ENDS_BEFORE_IT_BEGINS:
        return _("This is before the first day.")
    if problem is Problem.OVERLAPS:
        return _("The phase before has not ended on this day. Choose a later day, or let that phase end earlier.")
    if problem is Problem.BEFORE_TERM:
        return _("Your term begins on %(day)s.") % {"day": _day(network.starts_on)}
    return _("Your term ends on %(day)s.") % {"day": _day(network.ends_on)}


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else ""


def phase_length(phases: Sequence[Phase], code: str) -> timedelta:
    """Return how long the first phase with a code was, from its first to its last day."""
    first = next(phase for phase in phases if phase.code == code)
    return first.last_day - first.first_day


class BackPlan:
    """The phases of a network after going back, not saved yet.

    `moved` are the existing phases with new dates; `after` is the phase behind which the new one comes, and `rest` the
    days that this phase had left, if any.
    """

    def __init__(self, after: Phase, new: Phase, rest: Phase | None, moved: list[Phase]) -> None:
        self.after, self.new, self.rest, self.moved = after, new, rest, moved


def back_plan(network: Network, phases: Sequence[Phase], code: str, days: Span) -> BackPlan:
    """Return what going back to an earlier phase on these days changes. Raises ValidationError by field."""
    begun = [phase for phase in phases if phase.first_day <= days.first_day]
    if not begun:
        raise ValidationError({"first_day": _("No phase has begun on this day.")})
    last = begun[-1]
    earlier = {phase.code: phase for phase in earlier_phases(phases, last)}
    if code not in earlier:
        raise ValidationError({"code": _("Choose an earlier phase of this cycle.")})
    later = [phase for phase in phases if phase.first_day > days.first_day]
    running = span_of(last) if last.covers(days.first_day) else None
    limit = network.ends_on and max([network.ends_on, *(phase.last_day for phase in phases)])
    if network.ends_on and days.last_day > network.ends_on:
        raise ValidationError({"last_day": problem_message(Problem.AFTER_TERM, network)})
    try:
        back = go_back(running, [span_of(phase) for phase in later], days, limit)
    except NoRoomError:
        raise ValidationError({"last_day": no_room_message()}) from None
    except ValueError:
        sentence = _("The phase that you are in begins on this day. Choose a later day.")
        raise ValidationError({"first_day": sentence}) from None
    moved = [_dated(phase, span) for phase, span in zip(later, back.later, strict=True)]
    if back.shortened:
        last.last_day = back.shortened.last_day
        moved = [last, *moved]
    rest = _like(last, last, back.rest) if back.rest else None
    return BackPlan(last, _like(earlier[code], last, days), rest, moved)


def earlier_phases(phases: Sequence[Phase], running: Phase) -> list[Phase]:
    """Return the phases that a network can go back to from one: the earlier ones of its cycle, each code once."""
    before = [phase for phase in phases if phase.cycle_id == running.cycle_id and phase.position < running.position]
    return list({phase.code: phase for phase in before if phase.code != running.code}.values())


def _dated(phase: Phase, span: Span) -> Phase:
    phase.first_day, phase.last_day, phase.planned_last_day = span.first_day, span.last_day, span.last_day
    return phase


def _like(phase: Phase, last: Phase, span: Span) -> Phase:
    """Return an unsaved phase with the names of another one, in the cycle of the last."""
    names = ("code", "stage", "name_nl", "name_en", "official_nl", "official_en")
    return _dated(Phase(cycle=last.cycle, position=0, **{name: getattr(phase, name) for name in names}), span)


def added_cycle_plan(network: Network, scheme: Scheme, today: date) -> tuple[list[Phase], WithCycle]:
    """Return the phases that have not begun, and the dates of all of them and of a new cycle.

    Raises ValidationError if there is no room in the term, or there are many cycles already.
    """
    phases = list(phases_of(network))
    begun = [phase for phase in phases if phase.first_day <= today]
    later = [phase for phase in phases if phase.first_day > today]
    cycles = len({phase.cycle_id for phase in phases})
    if cycles >= MAX_CYCLES:
        raise ValidationError(_("A network has at most twelve cycles."))
    term = term_span(network.starts_on, network.ends_on, today)
    length = _days(phases) // cycles if cycles else term.days
    try:
        plan = add_cycle(
            [span_of(phase) for phase in begun],
            [span_of(phase) for phase in later],
            scheme.shares,
            length=max(length, len(scheme.phases)),
            term=term,
            ends=network.ends_on is not None,
        )
    except NoRoomError:
        raise ValidationError(no_room_message()) from None
    return later, plan


def _days(phases: Sequence[Phase]) -> int:
    return sum(span_of(phase).days for phase in phases)


def scheme_of_track(network: Network, track: Track) -> Scheme:
    """Return the scheme for a new cycle. Raises ValidationError if it has been deleted."""
    choice = scheme_choice(network.programme, track.scheme)
    if choice is None:
        raise ValidationError(_("The scheme of your network has been deleted. Choose another one first."))
    return choice.scheme


@dataclass
class CycleMove:
    """The phases of one cycle after moving, in order, and those that are removed. Nothing is saved yet."""

    cycle: Cycle
    phases: list[Phase]
    removed: list[Phase] = field(default_factory=list)


def moved_phases(network: Network, scheme: Scheme, today: date) -> list[CycleMove]:
    """Return what the phases of a network become under a scheme, cycle by cycle.

    Phases that have begun keep their dates, and get the names of the scheme's phase with their code. The days of those
    that have not begun are divided again over what the scheme has left. A phase with work in it always stays. Raises
    ValidationError if there are fewer days than phases.
    """
    phases = list(phases_of(network))
    filled = phases_with_work(phases)
    by_cycle: dict[int, list[Phase]] = {}
    for phase in phases:
        by_cycle.setdefault(phase.cycle_id, []).append(phase)
    try:
        return [_cycle_move(rows, scheme, today, filled) for rows in by_cycle.values()]
    except NoRoomError:
        raise ValidationError(no_room_message()) from None


def phases_with_work(phases: Sequence[Phase]) -> set[int]:
    """Return the primary keys of phases with activities, lines, a reflection, or a reason for going back to them."""
    keys = [phase.pk for phase in phases]
    found = {phase.pk for phase in phases if phase.reason}
    for model in (ActivityUse, ReflectionLine, PhaseReflection):
        found.update(model.objects.filter(phase__in=keys).values_list("phase_id", flat=True))
    return found


def _cycle_move(rows: Sequence[Phase], scheme: Scheme, today: date, filled: set[int]) -> CycleMove:
    cycle, codes = rows[0].cycle, {phase.code: phase for phase in scheme.phases}
    begun = [row for row in rows if row.first_day <= today]
    waiting = [row for row in rows if row.first_day > today]
    for row in begun:
        if row.code in codes:
            names_copy(row, codes[row.code])
    if not waiting:
        return CycleMove(cycle, begun)
    days = Span(waiting[0].first_day, waiting[-1].last_day)
    ahead, unused = _ahead(cycle, _left_of(scheme, begun), waiting, days)
    stays = [row for row in unused if row.pk in filled or not ahead]
    weights = [*(sum(scheme.shares) / len(scheme.shares) for _row in stays), *(share for _row, share in ahead)]
    phases = [*stays, *(row for row, _share in ahead)]
    for row, span in zip(phases, partition(days, weights), strict=True):
        row.first_day, row.last_day, row.planned_last_day = span.first_day, span.last_day, span.last_day
    return CycleMove(cycle, [*begun, *phases], [row for row in unused if row not in stays])


def _left_of(scheme: Scheme, begun: Sequence[Phase]) -> Sequence[SchemePhase]:
    """Return the phases of a scheme after the one that a cycle reached."""
    order = [phase.code for phase in scheme.phases]
    reached = next((order.index(row.code) for row in reversed(begun) if row.code in order), -1)
    return scheme.phases[reached + 1 :]


def _ahead(
    cycle: Cycle, wanted: Sequence[SchemePhase], waiting: Sequence[Phase], days: Span
) -> tuple[list[tuple[Phase, float]], list[Phase]]:
    """Return a phase with its share for each one wanted, an existing one if its code is the same, and the unused."""
    unused, ahead = list(waiting), []
    for phase in wanted:
        row = next((one for one in unused if one.code == phase.code), None)
        if row is None:
            row = phase_copy(cycle, 0, phase, days)
        else:
            unused.remove(row)
            names_copy(row, phase)
        ahead.append((row, float(phase.share)))
    return ahead, unused
