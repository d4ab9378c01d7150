"""Copying the year of a network: to other networks, to the next year, always as drafts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from meetings.models import Meeting, YearPlan
from meetings.planning import MOST_MEETINGS, Slot, carry_over
from meetings.selectors.blocked import days_taken, year_span
from meetings.selectors.year import has_plan, meetings_of_year, slot_of
from meetings.services.meeting import meeting_create
from meetings.services.rights import require_planner
from meetings.services.year_plan import slot_fields
from networks.models import Network, StudyYear
from networks.services.locks import network_lock

COPIED = ("kind", "title", "mode_reason", "place")


@dataclass
class CopiedPlan:
    """What came of a copy to one network: its plan, meetings that had to move, and those for which no week was free."""

    plan: YearPlan
    count: int = 0
    moved: list[Meeting] = field(default_factory=list)
    left_out: list[Meeting] = field(default_factory=list)


@transaction.atomic
def year_plan_copy(
    *, network: Network, study_year: StudyYear, actor: Any | None, to_networks: Sequence[Network], to_year: StudyYear
) -> list[CopiedPlan]:
    """Copy the meetings of a network's year as drafts to networks of its programme, in the same or another year.

    Another year keeps week and weekday, and moves what falls on blocked days. All or nothing: raises ValidationError
    when there is nothing to copy or a network has a plan for that year already.
    """
    require_planner(actor=actor, programme=network.programme, network=network)
    source = [
        meeting
        for meeting in meetings_of_year(network, study_year)
        if not meeting.is_cancelled and meeting.kind != Meeting.Kind.MONITORING
    ]
    if not source:
        raise ValidationError(_("There are no meetings to copy."))
    return [
        _copy(source, to=target, years=to_year.first_year - study_year.first_year, year=to_year, actor=actor)
        for target in sorted(to_networks, key=lambda target: target.pk)
    ]


def _copy(source: list[Meeting], *, to: Network, years: int, year: StudyYear, actor: Any | None) -> CopiedPlan:
    """Copy to one network. Within one year the dates stay, blocked or not: somebody chose them."""
    require_planner(actor=actor, programme=to.programme, network=to)
    to = network_lock(to)
    if to.programme_id != year.programme_id:
        raise ValidationError({"to_year": _("Choose a year of this programme.")})
    plan, _made = YearPlan.objects.get_or_create(network=to, study_year=year)
    if has_plan(to, year):
        words = {"network": to.name, "year": year}
        raise ValidationError({"to_year": _("%(network)s has a plan for %(year)s already.") % words})
    span, found = year_span(year), CopiedPlan(plan)
    taken = days_taken(to, span)
    for meeting in source[:MOST_MEETINGS]:
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
    """The link to join stays behind: it belongs to a network and a meeting."""
    fields = {name: getattr(meeting, name) for name in COPIED}
    network = plan.network
    return meeting_create(
        programme=network.programme, network=network, actor=actor, plan=plan, **fields, **slot_fields(slot)
    )
