"""The agenda of a meeting: planners arrange it, and everyone who is invited can suggest and lead blocks."""

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from meetings.models import AgendaBlock, BlockKind, Meeting
from meetings.services.idempotency import idempotent_create
from meetings.services.locks import lock_or_stale
from meetings.services.meeting import meeting_lock
from meetings.services.rights import require_meeting
from networks.access import Permission

PLANNED, PROPOSED = AgendaBlock.State.PLANNED, AgendaBlock.State.PROPOSED
MAX_BLOCKS = 60


@transaction.atomic
def block_add(
    *,
    meeting: Meeting,
    actor: Any | None,
    title: str,
    kind: BlockKind | None = None,
    minutes: int | None = None,
    note: str = "",
    lead: User | None = None,
) -> AgendaBlock:
    """Add a block to the end of the agenda. Raises ValidationError by field."""
    meeting = _open(meeting, actor, Permission.PLAN_MEETINGS)
    block = AgendaBlock(meeting=meeting, title=title.strip(), kind=kind, minutes=minutes, note=note.strip(), lead=lead)
    # An agenda can have two breaks, but not two in a row: that is a double click.
    last = meeting.blocks.filter(state=PLANNED, position=_next_position(meeting) - 1)
    return idempotent_create(
        last, (meeting, actor, block.title, kind, minutes, block.note, lead), partial(_append, block)
    )


@transaction.atomic
def block_change(*, block: AgendaBlock, actor: Any | None, **fields: Any) -> AgendaBlock:
    """Change any of title, kind, minutes, note and lead. Raises ValidationError by field."""
    meeting = _open(block.meeting, actor, Permission.PLAN_MEETINGS)
    block = lock_or_stale(meeting.blocks, block)
    for name, value in fields.items():
        setattr(block, name, value.strip() if isinstance(value, str) else value)
    _check(block)
    block.save(update_fields=[*fields])
    return block


@transaction.atomic
def block_move(*, block: AgendaBlock, actor: Any | None, up: bool) -> None:
    """Swap a block with the one before or after it. Does nothing at the end of the agenda."""
    meeting = _open(block.meeting, actor, Permission.PLAN_MEETINGS)
    lock_or_stale(meeting.blocks, block)
    row = list(meeting.blocks.filter(state=PLANNED))
    place = next((number for number, one in enumerate(row) if one.pk == block.pk), None)
    other = None if place is None else place + (-1 if up else 1)
    if place is None or other is None or not 0 <= other < len(row):
        return
    row[place], row[other] = row[other], row[place]
    for position, one in enumerate(row):
        one.position = position
    AgendaBlock.objects.bulk_update(row, ["position"])


@transaction.atomic
def block_remove(*, block: AgendaBlock, actor: Any | None) -> None:
    """Delete a block. Planners may, and so may the person who suggested it, until it is scheduled."""
    mine = block.state == PROPOSED and actor is not None and block.proposed_by_id == actor.pk
    meeting = _open(block.meeting, actor, Permission.JOIN_MEETING if mine else Permission.PLAN_MEETINGS)
    now = meeting.blocks.filter(pk=block.pk).first()
    if now is not None and mine and now.state == PLANNED:
        # It was scheduled in the meantime: from then on only planners may delete it.
        require_meeting(actor=actor, meeting=meeting, permission=Permission.PLAN_MEETINGS)
    meeting.blocks.filter(pk=block.pk).delete()


@transaction.atomic
def block_propose(
    *, meeting: Meeting, actor: User, title: str, minutes: int | None = None, note: str = "", leads: bool = False
) -> AgendaBlock:
    """Suggest a block, as an invitee, which a planner can then schedule. Raises ValidationError."""
    meeting = _open(meeting, actor, Permission.JOIN_MEETING)
    block = AgendaBlock(
        meeting=meeting, title=title.strip(), minutes=minutes, note=note.strip(), proposed_by=actor, state=PROPOSED
    )
    block.lead = actor if leads else None
    return idempotent_create(
        meeting.blocks.all(), (meeting, actor, block.title, minutes, block.note, leads), partial(_append, block)
    )


@transaction.atomic
def block_schedule(*, block: AgendaBlock, actor: Any | None) -> None:
    """Schedule a suggested block at the end of the agenda."""
    meeting = _open(block.meeting, actor, Permission.PLAN_MEETINGS)
    lock_or_stale(meeting.blocks, block)
    AgendaBlock.objects.filter(pk=block.pk, state=PROPOSED).update(state=PLANNED, position=_next_position(meeting))


@transaction.atomic
def block_claim(*, block: AgendaBlock, actor: User) -> None:
    """Make the actor the lead of a block without one. Raises ValidationError if it has another lead."""
    meeting = _open(block.meeting, actor, Permission.JOIN_MEETING)
    lock_or_stale(meeting.blocks, block)
    taken = AgendaBlock.objects.filter(pk=block.pk, lead=None, state=PLANNED).update(lead=actor)
    if not taken and not AgendaBlock.objects.filter(pk=block.pk, lead=actor).exists():
        raise ValidationError(_("Someone else already leads this."))


@transaction.atomic
def block_release(*, block: AgendaBlock, actor: User) -> None:
    """Remove the actor as lead of a block."""
    _open(block.meeting, actor, Permission.JOIN_MEETING)
    AgendaBlock.objects.filter(pk=block.pk, lead=actor).update(lead=None)


def _open(meeting: Meeting, actor: Any | None, permission: Permission) -> Meeting:
    """Lock a meeting and check the permission. Raises ValidationError if the meeting is cancelled."""
    meeting = meeting_lock(meeting)
    require_meeting(actor=actor, meeting=meeting, permission=permission)
    if meeting.is_cancelled:
        raise ValidationError(_("This meeting was cancelled."))
    return meeting


def _append(block: AgendaBlock) -> AgendaBlock:
    if block.meeting.blocks.count() >= MAX_BLOCKS:
        raise ValidationError(_("The agenda is full. Remove something first."))
    block.position = _next_position(block.meeting)
    _check(block)
    block.save()
    return block


def _next_position(meeting: Meeting) -> int:
    last: int | None = meeting.blocks.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def _check(block: AgendaBlock) -> None:
    """Raise ValidationError by field, or PermissionDenied for a kind of another programme, which no form offers."""
    block.full_clean(exclude=["meeting", "kind", "lead", "proposed_by"])
    if block.minutes is not None and not 1 <= block.minutes <= 24 * 60:
        raise ValidationError({"minutes": _("Choose between 1 and 1440 minutes.")})
    if block.kind is not None and block.kind.programme_id != block.meeting.programme_id:
        raise PermissionDenied
