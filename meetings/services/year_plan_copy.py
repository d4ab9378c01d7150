"""Copying the meetings of a year to other networks or another year, as drafts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from meetings.kinds import MEETING_KINDS
from meetings.models import Meeting, YearPlan
from meetings.planning import MAX_MEETINGS, Slot, carry_over
from meetings.selectors.blocked import unavailable_days, year_span
from meetings.selectors.year import has_plan, meetings_of_year, slot_of
from meetings.services.meeting import meeting_create
from meetings.services.rights import require_planner
from meetings.services.year_plan import slot_fields
from networks.models import Network, StudyYear
from networks.services.locks import network_lock

COPIED = ("kind", "title", "mode_reason", "place")


@dataclass
class CopiedPlan:
    """A copy to one network: its plan, the meetings that had to move, and those for which no week was free."""

    plan: YearPlan
    count: int = 0
    moved: list[Meeting] = field(default_factory=list)
    left_out: list[Meeting] = field(default_factory=list)


@transaction.atomic
def year_plan_copy(
    *, network: Network, study_year: StudyYear, actor: Any | None, to_networks: Sequence[Network], to_year: StudyYear
) -> list[CopiedPlan]:
    """Copy the meetings of a network's year as drafts to networks of its programme, in the same or another year.

    In another year, meetings keep their week and weekday, unless that day is blocked. Raises ValidationError, without
    copying anything, if there is nothing to copy or a network already has a plan for that year.
    """
    require_planner(actor=actor, programme=network.programme, network=network)
    source = [
        meeting
        for meeting in meetings_of_year(network, study_year)
        if not meeting.is_cancelled and MEETING_KINDS[meeting.kind].for_team
    ]
    if not source:
        raise ValidationError(_("There are no meetings to copy."))
    return [
        _copy(source, to=target, years=to_year.first_year - study_year.first_year, year=to_year, actor=actor)
        for target in sorted(to_networks, key=lambda target: target.pk)
    ]


def _copy(source: list[Meeting], *, to: Network, years: int, year: StudyYear, actor: Any | None) -> CopiedPlan:
    """Copy to one network. Within the same year the dates stay, blocked or not, because a planner chose them."""
    require_planner(actor=actor, programme=to.programme, network=to)
    to = network_lock(to)
    if to.programme_id != year.programme_id:
        raise ValidationError({"to_year": _("Choose a year of this programme.")})
    plan, _made = YearPlan.objects.get_or_create(network=to, study_year=year)
    if has_plan(to, year):
        words = {"network": to.name, "year": year}
        raise ValidationError({"to_year": _("%(network)s already has a plan for %(year)s.") % words})
    span, found = year_span(year), CopiedPlan(plan)
    taken = unavailable_days(to, span)
    for meeting in source[:MAX_MEETINGS]:
        slot: Slot | None
        slot, has_moved = carry_over(slot_of(meeting), years, span, taken) if years else (slot_of(meeting), False)
        if slot is None:
            found.left_out.append(meeting)
            continue
        made = _copy_of(meeting, slot, plan, actor)
        taken |= {slot.on_date} if slot.on_date else set()
        found.count += 1
        if has_moved:
            found.moved.append(made)
    return found


def _copy_of(meeting: Meeting, slot: Slot, plan: YearPlan, actor: Any | None) -> Meeting:
    """Return a copy of a meeting, without its link to join."""
    fields = {name: getattr(meeting, name) for name in COPIED}
    network = plan.network
    return meeting_create(
        programme=network.programme, network=network, actor=actor, plan=plan, **fields, **slot_fields(slot)
    )
