"""Goals of a network and of its members, and the looks at where they are."""

from datetime import date
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from audit.registry import audit_code
from audit.services import audit_write
from meetings.models.meeting import EARLIEST, LATEST
from meetings.services.idempotency import idempotent_create
from meetings.services.locks import lock_or_stale
from networks.access import Permission
from networks.models import Network
from networks.services.locks import network_lock
from networks.services.rights import require_network
from ogo.circles import Circle
from ogo.models import Goal, GoalLook

if TYPE_CHECKING:
    from audit.registry import AuditCode

STALE = "stale"

GOAL_SET = audit_code("ogo.goal_set", gettext_lazy("wrote down a goal of %(network)s"))
GOAL_CHANGED = audit_code("ogo.goal_changed", gettext_lazy("changed a goal of %(network)s"))
GOAL_REMOVED = audit_code("ogo.goal_removed", gettext_lazy("removed a goal of %(network)s"))


@transaction.atomic
def goal_set(*, network: Network, actor: User, text: str, outcome: str = "", look_on: date | None = None) -> Goal:
    """Write down a goal of the whole network. Raises PermissionDenied, or ValidationError by field."""
    require_network(actor=actor, network=network, permission=Permission.LEAD)
    return _create(Goal(network=network, is_collective=True, text=text, outcome=outcome, look_on=look_on), actor)


@transaction.atomic
def own_goal_add(
    *,
    network: Network,
    actor: User,
    text: str,
    outcome: str = "",
    look_on: date | None = None,
    circle: str = Circle.ME,
) -> Goal:
    """Write down a goal of the actor, who alone reads it unless they choose more readers.

    Raises PermissionDenied, or ValidationError by field.
    """
    require_network(actor=actor, network=network, permission=Permission.SHARE_IN_NETWORK)
    goal = Goal(network=network, owner=actor, text=text, outcome=outcome, look_on=look_on, circle=circle)
    return _create(goal, actor)


def _create(goal: Goal, actor: User) -> Goal:
    network_lock(goal.network)
    _check(goal)
    given = (goal.network, actor, goal.is_collective, goal.text, goal.outcome, goal.look_on, goal.circle)
    mine = Goal.objects.filter(network=goal.network, owner=goal.owner)
    return idempotent_create(mine, given, partial(_saved, goal, actor))


def _saved(goal: Goal, actor: User) -> Goal:
    goal.save()
    _audit(GOAL_SET, goal, actor)
    return goal


@transaction.atomic
def goal_change(
    *,
    goal: Goal,
    actor: User,
    text: str,
    outcome: str,
    look_on: date | None,
    state: str,
    circle: str = "",
    expected_fingerprint: str | None = None,
) -> Goal:
    """Change a goal: the network's by people who lead it, one's own by its owner.

    `expected_fingerprint` is the `goal_fingerprint` of what the actor saw. Raises PermissionDenied, or ValidationError
    by field, with the code STALE if someone has changed the goal since, and if it has just been deleted.
    """
    require_goal(goal=goal, actor=actor)
    goal = lock_or_stale(Goal.objects.select_related("network"), goal)
    before = goal_fingerprint(goal)
    goal.text, goal.outcome, goal.look_on, goal.state = text, outcome, look_on, state
    goal.circle = circle or goal.circle
    _check(goal)
    if expected_fingerprint not in {None, before} and goal_fingerprint(goal) != before:
        raise ValidationError(
            _("Someone has just changed this goal. Their text is below. Save again to replace it."), code=STALE
        )
    goal.save(update_fields=["text", "outcome", "look_on", "state", "circle"])
    if goal_fingerprint(goal) != before:
        _audit(GOAL_CHANGED, goal, actor)
    return goal


@transaction.atomic
def goal_remove(*, goal: Goal, actor: User) -> None:
    """Delete a goal with its looks. Safe to repeat.

    Raises PermissionDenied, and ValidationError for a goal of the network that others have looked back on.
    """
    require_goal(goal=goal, actor=actor)
    found = Goal.objects.select_for_update(of=("self",)).select_related("network").filter(pk=goal.pk).first()
    if found is None:
        return
    if found.is_collective and found.looks.exists():
        raise ValidationError(_("People have written about this goal, so it stays. You can let it go instead."))
    _audit(GOAL_REMOVED, found, actor)
    found.delete()


@transaction.atomic
def goal_look_add(*, goal: Goal, actor: User, text: str) -> GoalLook:
    """Write down where a goal is now: everyone in the network for its goal, and the owner for their own.

    Raises PermissionDenied, or ValidationError by field and if the goal has just been deleted.
    """
    require_network(actor=actor, network=goal.network, permission=Permission.SHARE_IN_NETWORK)
    if not goal.is_collective:
        require_goal(goal=goal, actor=actor)
    goal = lock_or_stale(Goal.objects, goal)
    look = GoalLook(goal=goal, written_by=actor, text=text)
    look.full_clean(exclude=["goal", "written_by"])
    return idempotent_create(goal.looks.all(), (goal, actor, look.text), partial(_look_saved, look))


def _look_saved(look: GoalLook) -> GoalLook:
    look.save()
    return look


@transaction.atomic
def goal_look_remove(*, look: GoalLook, actor: User) -> None:
    """Delete a look that the actor wrote."""
    require_network(actor=actor, network=look.goal.network, permission=Permission.SHARE_IN_NETWORK)
    if look.written_by_id != actor.pk:
        raise PermissionDenied(_("Only the person who wrote this can change it."))
    look.delete()


def require_goal(*, goal: Goal, actor: User) -> None:
    """Raise PermissionDenied unless the actor may change a goal."""
    permission = Permission.LEAD if goal.is_collective else Permission.SHARE_IN_NETWORK
    require_network(actor=actor, network=goal.network, permission=permission)
    if not goal.is_collective and goal.owner_id != actor.pk:
        raise PermissionDenied(_("Only the person who wrote this can change it."))


def goal_fingerprint(goal: Goal) -> str:
    """Return a hash of what a person can change in a goal."""
    words = "\0".join((goal.text, goal.outcome, str(goal.look_on), goal.state, goal.circle))
    return sha256(words.encode()).hexdigest()[:16]


def _check(goal: Goal) -> None:
    """Clean the texts of a goal. Raises ValidationError by field."""
    goal.full_clean(exclude=["network", "owner"], validate_constraints=False)
    if goal.look_on is not None and not EARLIEST <= goal.look_on <= LATEST:
        raise ValidationError({"look_on": _("Choose a day between 2000 and 2100.")})
    if goal.is_collective and goal.circle != Circle.NETWORK:
        raise ValidationError({"circle": _("Everyone in the network can read its goal.")})


def _audit(code: "AuditCode", goal: Goal, actor: User) -> None:
    """Record what happens to a goal of the network; nothing about a person's own goals."""
    if goal.is_collective:
        network = goal.network
        audit_write(code, actor=actor, programme_key=network.programme_id, network=network.name)
