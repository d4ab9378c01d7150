"""The plan of a network for one study year: created as drafts, changed one by one, published together."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.registry import audit_code
from audit.services import audit_write
from meetings.models import Meeting, YearPlan
from meetings.planning import MAX_MEETINGS, Slot, shift
from meetings.selectors.blocked import unavailable_days, year_span
from meetings.selectors.year import SLOT_FIELDS, has_plan, slot_of
from meetings.services.idempotency import idempotent_create
from meetings.services.locks import lock_or_stale
from meetings.services.meeting import meeting_change, meeting_create, meeting_lock, meeting_publish
from meetings.services.rights import require_meeting, require_planner
from networks.access import Permission
from networks.models import Network, StudyYear
from networks.services.locks import network_lock

if TYPE_CHECKING:
    from django.db.models import QuerySet

PUBLISHED = audit_code("meetings.plan_published", gettext_lazy("published the plan of %(network)s for %(year)s"))


def slot_fields(slot: Slot) -> dict[str, Any]:
    """Return the fields of a meeting for a slot."""
    return {name: getattr(slot, name) for name in SLOT_FIELDS}


@transaction.atomic
def year_plan_create(
    *, network: Network, study_year: StudyYear, actor: Any | None, slots: Sequence[Slot], place: str = ""
) -> YearPlan:
    """Create the plan of a network for a year, as drafts; on-site meetings get `place`.

    Raises ValidationError if the network has a plan for that year, if the year belongs to another programme, or if
    there are too many meetings.
    """
    require_planner(actor=actor, programme=network.programme, network=network)
    network = network_lock(network)
    if study_year.programme_id != network.programme_id:
        raise ValidationError({"study_year": _("Choose a year of this programme.")})
    if len(slots) > MAX_MEETINGS:
        raise ValidationError(_("A year can have at most %(most)s meetings.") % {"most": MAX_MEETINGS})
    plan, _made = YearPlan.objects.get_or_create(network=network, study_year=study_year)
    if has_plan(network, study_year):
        raise ValidationError({"study_year": _("There is already a plan for %(year)s.") % {"year": study_year}})
    for slot in slots:
        where = "" if slot.mode == Meeting.Mode.ONLINE else place
        meeting_create(
            programme=network.programme, network=network, actor=actor, plan=plan, place=where, **slot_fields(slot)
        )
    return plan


@transaction.atomic
def year_plan_add(
    *, network: Network, study_year: StudyYear, actor: Any | None, kind: str = Meeting.Kind.NETWORK, **fields: Any
) -> Meeting:
    """Add a draft to the plan of a year, creating the plan if needed. Raises ValidationError by field."""
    require_planner(actor=actor, programme=network.programme, network=network)
    network = network_lock(network)
    plan, _made = YearPlan.objects.get_or_create(network=network, study_year=study_year)
    if plan.meetings.count() >= MAX_MEETINGS:
        raise ValidationError(_("A year can have at most %(most)s meetings.") % {"most": MAX_MEETINGS})
    make = partial(meeting_create, programme=network.programme, network=network, actor=actor, kind=kind, plan=plan)
    drafts = plan.meetings.filter(state=Meeting.State.DRAFT)
    return idempotent_create(drafts, (plan, actor, kind, sorted(fields.items())), partial(make, **fields))


@transaction.atomic
def year_plan_publish(*, plan: YearPlan, actor: Any | None) -> int:
    """Publish all drafts of a plan, notify the invitees, and return the number of drafts. Safe to repeat."""
    plan = year_plan_lock(plan)
    require_planner(actor=actor, programme=plan.network.programme, network=plan.network)
    drafts = list(_drafts_lock(plan))
    for draft in drafts:
        meeting_publish(meeting=draft, actor=actor)
    if drafts and plan.published_at is None:
        plan.published_at = timezone.now()
        plan.save(update_fields=["published_at"])
    if drafts:
        audit_write(
            PUBLISHED,
            actor=actor,
            programme_key=plan.network.programme_id,
            network=plan.network.name,
            year=str(plan.study_year),
        )
    return len(drafts)


@transaction.atomic
def year_plan_discard(*, plan: YearPlan, actor: Any | None) -> int:
    """Delete the drafts of a plan and return their number. Published meetings stay."""
    plan = year_plan_lock(plan)
    require_planner(actor=actor, programme=plan.network.programme, network=plan.network)
    keys = [draft.pk for draft in _drafts_lock(plan)]
    plan.meetings.filter(pk__in=keys).delete()
    if not plan.meetings.exists():
        plan.delete()
    return len(keys)


@transaction.atomic
def meeting_shift(*, meeting: Meeting, actor: Any | None, weeks: int) -> Meeting:
    """Move a draft to the next (`weeks` = 1) or previous (-1) free week of its study year.

    Raises ValidationError if no week is free, and for published meetings, which have to be changed by hand.
    """
    meeting = meeting_lock(meeting)
    require_meeting(actor=actor, meeting=meeting, permission=Permission.PLAN_MEETINGS)
    if not meeting.is_draft or meeting.network is None or meeting.plan is None:
        raise ValidationError(_("People have been invited to this meeting. Choose another day under “Change”."))
    span = year_span(meeting.plan.study_year)
    moved = shift(
        slot_of(meeting), span, unavailable_days(meeting.network, span, but=meeting), weeks=1 if weeks > 0 else -1
    )
    if moved is None:
        raise ValidationError(_("There is no free week left in that direction."))
    return meeting_change(meeting=meeting, actor=actor, **slot_fields(moved))


def _drafts_lock(plan: YearPlan) -> "QuerySet[Meeting]":
    """Lock and return the drafts of a plan, without those published at this moment."""
    return plan.meetings.select_for_update(of=("self",)).filter(state=Meeting.State.DRAFT)


def year_plan_lock(plan: YearPlan) -> YearPlan:
    """Lock and return the current state of a plan. Call inside a transaction.

    Raises ValidationError if it has been deleted.
    """
    return lock_or_stale(YearPlan.objects.select_related("network__programme", "study_year"), plan)
