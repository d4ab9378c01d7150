"""Tasks: created at a meeting, ticked off by their owner."""

from datetime import date
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from meetings.access import roles_in_meeting
from meetings.models import Meeting, Task
from meetings.models.meeting import EARLIEST, LATEST
from meetings.services.idempotency import idempotent_create
from meetings.services.locks import lock_or_stale
from meetings.services.meeting import meeting_lock
from meetings.services.rights import require_meeting
from networks.access import Permission, denial_message, may, roles_in_network


@transaction.atomic
def task_add(
    *, meeting: Meeting, actor: User, text: str, owner: User | None = None, due_on: date | None = None
) -> Task:
    """Add a task. Invitees add their own; planners can choose any owner or none. Raises ValidationError by field."""
    network = meeting.network
    if network is None:
        raise ValidationError(_("Tasks belong to a network, and this meeting is for the whole programme."))
    is_own = owner is not None and owner.pk == actor.pk
    require_meeting(
        actor=actor, meeting=meeting, permission=Permission.JOIN_MEETING if is_own else Permission.PLAN_MEETINGS
    )
    meeting_lock(meeting)
    task = Task(network=network, meeting=meeting, text=text.strip(), owner=owner, due_on=due_on)
    return idempotent_create(meeting.tasks.all(), (meeting, actor, task.text, owner, due_on), partial(_saved, task))


@transaction.atomic
def task_change(*, task: Task, actor: User, **fields: Any) -> Task:
    """Change any of text, due_on and owner. The owner and planners may; only planners can change the owner.

    Raises ValidationError by field, and if the task has just been deleted.
    """
    task = lock_or_stale(Task.objects, task)
    _require(task, actor, own=task.owner_id == actor.pk)
    if "owner" in fields and fields["owner"] != task.owner:
        _require(task, actor, own=False)
    for name, value in fields.items():
        setattr(task, name, value.strip() if isinstance(value, str) else value)
    _check(task)
    task.save(update_fields=[*fields])
    return task


@transaction.atomic
def task_claim(*, task: Task, actor: User) -> None:
    """Make the actor the owner of a task without one. Raises ValidationError if it has another owner."""
    _require(task, actor, own=True)
    task = lock_or_stale(Task.objects, task)
    if task.owner_id not in {None, actor.pk}:
        raise ValidationError(_("Someone else is already doing this."))
    task.owner = actor
    task.save(update_fields=["owner"])


@transaction.atomic
def task_tick(*, task: Task, actor: User, done: bool) -> None:
    """Tick off a task, or untick it. The owner and planners may."""
    _require(task, actor, own=task.owner_id == actor.pk)
    # Not save(): if the task is deleted at this moment, ticking it off should not fail.
    Task.objects.filter(pk=task.pk).update(done_at=timezone.now() if done else None)


@transaction.atomic
def task_remove(*, task: Task, actor: User) -> None:
    """Delete a task. The owner and planners may."""
    _require(task, actor, own=task.owner_id == actor.pk)
    task.delete()


def _saved(task: Task) -> Task:
    _check(task)
    task.save()
    return task


def _check(task: Task) -> None:
    """Raise ValidationError by field."""
    task.full_clean(exclude=["network", "meeting", "owner"], validate_constraints=False)
    if task.due_on is not None and not EARLIEST <= task.due_on <= LATEST:
        raise ValidationError({"due_on": _("Choose a day between 2000 and 2100.")})


def _require(task: Task, actor: User, *, own: bool) -> None:
    """Raise PermissionDenied unless the actor may change the task.

    Planners always may. With `own`, so may participants of the network and invitees of the meeting it was made at.
    """
    roles = roles_in_network(actor, task.network)
    if task.meeting is not None:
        roles |= roles_in_meeting(actor, task.meeting)
    if may(roles, Permission.PLAN_MEETINGS) or (own and may(roles, Permission.SHARE_IN_NETWORK)):
        return
    if not own or task.meeting is None:
        raise PermissionDenied(denial_message(Permission.PLAN_MEETINGS))
    require_meeting(actor=actor, meeting=task.meeting, permission=Permission.JOIN_MEETING)
