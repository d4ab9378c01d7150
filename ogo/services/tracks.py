"""The track of a network: choosing a scheme, moving to another one, changing dates, going back to an earlier phase."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.registry import audit_code
from audit.services import audit_write
from meetings.models.meeting import EARLIEST, LATEST
from meetings.services.idempotency import idempotent_create
from networks.access import Permission
from networks.models import Network
from networks.services.locks import network_lock
from networks.services.rights import require_network
from ogo.models import Cycle, Phase, Track
from ogo.schemes import Scheme
from ogo.selectors.schemes import scheme_choice
from ogo.selectors.track_plans import back_plan, phase_copy, phases_fingerprint, problem_message, proposed_cycles
from ogo.selectors.tracks import phases_of
from ogo.track.dates import Problem, Span, date_problems

TRACK_CHOSEN = audit_code("ogo.track_chosen", gettext_lazy("chose the phase scheme “%(scheme)s” for %(network)s"))
PHASES_DATED = audit_code("ogo.phases_dated", gettext_lazy("changed the dates of the phases of %(network)s"))
PHASE_BACK = audit_code("ogo.phase_back", gettext_lazy("went back to “%(phase)s” in %(network)s"))

# Above any position in use, because positions are unique at every moment.
SPARE = 10_000


@transaction.atomic
def track_choose(*, network: Network, actor: Any | None, key: str, cycles: int, today: date | None = None) -> Track:
    """Give a network without a track the phases of a scheme, with proposed dates over its term.

    Raises ValidationError if the network has chosen already, the scheme is unknown, or the term is too short.
    """
    require_network(actor=actor, network=network, permission=Permission.LEAD)
    network = network_lock(network)
    if Track.objects.filter(network=network).exists():
        raise ValidationError(_("Your network has just chosen a scheme. Nothing was changed."))
    choice = scheme_choice(network.programme, key)
    if choice is None:
        raise ValidationError({"scheme": _("Choose one of the schemes.")})
    proposal = proposed_cycles(network, choice.scheme, cycles, today or timezone.localdate())
    track = Track.objects.create(network=network, scheme=key, fingerprint=choice.scheme.fingerprint)
    for position, spans in enumerate(proposal, start=1):
        cycle_create(track, position, choice.scheme, spans)
    names = {"scheme": choice.scheme.name["nl"], "network": network.name}
    audit_write(TRACK_CHOSEN, actor=actor, programme_key=network.programme_id, **names)
    return track


def cycle_create(track: Track, position: int, scheme: Scheme, spans: Sequence[Span]) -> Cycle:
    """Create a cycle with a copy of each phase of a scheme."""
    cycle = Cycle.objects.create(track=track, position=position)
    Phase.objects.bulk_create(
        phase_copy(cycle, number, phase, span)
        for number, (phase, span) in enumerate(zip(scheme.phases, spans, strict=True), start=1)
    )
    return cycle


@transaction.atomic
def phases_set_dates(
    *,
    network: Network,
    actor: Any | None,
    dates: Mapping[int, tuple[date, date]],
    read: str,
    today: date | None = None,
) -> None:
    """Change the first and last days of all phases of a network, by primary key.

    `read` is the fingerprint of the phases that the actor started from. Raises ValidationError if they have changed
    since, and by field (`first_day_7`) for phases that overlap or leave the term.
    """
    require_network(actor=actor, network=network, permission=Permission.LEAD)
    network = network_lock(network)
    phases = list(phases_of(network))
    if phases_fingerprint(phases) != read or {phase.pk for phase in phases} != set(dates):
        raise ValidationError(_("Someone else has just changed these phases. Nothing was saved; compare your dates."))
    _check_dates(network, phases, [dates[phase.pk] for phase in phases])
    today = today or timezone.localdate()
    for phase in phases:
        has_begun = phase.first_day <= today
        phase.first_day, phase.last_day = dates[phase.pk]
        if not has_begun:
            phase.planned_last_day = phase.last_day
    Phase.objects.bulk_update(phases, ["first_day", "last_day", "planned_last_day"])
    audit_write(PHASES_DATED, actor=actor, programme_key=network.programme_id, network=network.name)


def _check_dates(network: Network, phases: Sequence[Phase], dates: Sequence[tuple[date, date]]) -> None:
    """Raise ValidationError by field."""
    errors = {
        f"{field}_{phases[number].pk}": problem_message(problem, network)
        for number, field, problem in date_problems(dates, network.starts_on, network.ends_on)
    }
    for phase, days in zip(phases, dates, strict=True):
        for field, day in zip(("first_day", "last_day"), days, strict=True):
            if not EARLIEST <= day <= LATEST:
                errors[f"{field}_{phase.pk}"] = _("Choose a day between 2000 and 2100.")
    if errors:
        raise ValidationError(errors)


@transaction.atomic
def phase_go_back(
    *, network: Network, actor: Any | None, code: str, reason: str, first_day: date, last_day: date
) -> Phase:
    """Go back to an earlier phase from a day on, with a reason, and return the new phase.

    The running phase ends the day before; the days it had left, and the phases after it, move on. Raises
    ValidationError by field: code, reason, first_day, last_day.
    """
    require_network(actor=actor, network=network, permission=Permission.LEAD)
    network = network_lock(network)
    days = (first_day, last_day)
    rows = Phase.objects.filter(cycle__track__network=network, cycle__deleted_at=None)
    go = partial(_go_back, network=network, actor=actor, code=code, reason=reason, days=days)
    return idempotent_create(rows, (network, actor, code, reason, *days), go)


def _go_back(*, network: Network, actor: Any | None, code: str, reason: str, days: tuple[date, date]) -> Phase:
    first_day, last_day = days
    plan = back_plan(network, list(phases_of(network)), code, Span(first_day, max(first_day, last_day)))
    if last_day < first_day:
        raise ValidationError({"last_day": problem_message(Problem.ENDS_BEFORE_IT_BEGINS, network)})
    plan.new.reason = " ".join(reason.split())
    if not plan.new.reason:
        raise ValidationError({"reason": _("Write in a few words why you go back.")})
    plan.new.full_clean(exclude=["cycle", "position"], validate_constraints=False)
    for phase in plan.moved:
        phase.save(update_fields=["first_day", "last_day", "planned_last_day"])
    _insert(plan.new.cycle, plan.after, [row for row in (plan.new, plan.rest) if row is not None])
    names = {"phase": plan.new.name_nl, "network": network.name}
    audit_write(PHASE_BACK, actor=actor, programme_key=network.programme_id, **names)
    return plan.new


def _insert(cycle: Cycle, after: Phase, rows: Sequence[Phase]) -> None:
    """Save new phases behind one of the cycle, and number the positions again."""
    order = list(cycle.phases.order_by("position"))
    index = [phase.pk for phase in order].index(after.pk) + 1
    for number, row in enumerate(rows):
        row.position = SPARE + number
        row.save()
    number_again([*order[:index], *rows, *order[index:]])


def number_again(phases: Sequence[Phase]) -> None:
    """Give the phases of a cycle the positions of their order."""
    for start in (2 * SPARE, 1):
        for position, phase in enumerate(phases, start=start):
            Phase.objects.filter(pk=phase.pk).update(position=position)
            phase.position = position
