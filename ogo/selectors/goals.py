"""The goals of a network and of its members, as one person may read them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from meetings.ics import Deadline
from meetings.selectors.calendar import calendar_uid
from meetings.selectors.home import ThingToDo
from networks.access import Permission, Role, may, roles_in_network
from networks.models import Network, Participation
from networks.sorting import name_key
from ogo.models import Goal, GoalLook

GOALS_ON_PAGE, LOOKS_ON_PAGE = 50, 20
# How long before its date a goal appears among the things to do; a look written in these days counts for the date.
LOOK_AHEAD = timedelta(days=7)
STUDENT = "student"


@dataclass(frozen=True)
class GoalLine:
    """A goal in a list. `owner` is a first name, or empty for the reader's own goals and those of the network."""

    goal: Goal
    owner: str
    look: str
    looked_at: datetime | None


@dataclass(frozen=True)
class GoalsPage:
    """The goals of a network for one reader."""

    network: Network
    collective: list[GoalLine]
    own: list[GoalLine]
    shared: "Page[GoalLine]"
    roles: frozenset[Role]
    is_student: bool

    @property
    def may_lead(self) -> bool:
        """Whether the reader writes the goal of the network."""
        return may(self.roles, Permission.LEAD)

    @property
    def may_write(self) -> bool:
        """Whether the reader can have goals of their own here."""
        return may(self.roles, Permission.SHARE_IN_NETWORK)

    @property
    def sees_people(self) -> bool:
        """Whether the reader may see goals of people, and what the network writes about its goal."""
        return may(self.roles, Permission.SEE_WORK)

    @property
    def facilitates(self) -> bool:
        """Whether the reader also sees the goals that are shared with the facilitator."""
        return Role.FACILITATOR in self.roles


@dataclass(frozen=True)
class GoalPage:
    """One goal for one reader, with the looks at it, newest first."""

    network: Network
    goal: Goal
    reader: Any
    roles: frozenset[Role]
    looks: "Page[GoalLook] | None"
    is_student: bool

    @property
    def is_own(self) -> bool:
        """Whether the goal is the reader's."""
        return self.goal.owner_id is not None and self.goal.owner_id == self.reader.pk

    @property
    def owner(self) -> str:
        """The first name of the owner, for other readers."""
        return "" if self.is_own or self.goal.owner is None else self.goal.owner.first_name

    @property
    def may_change(self) -> bool:
        """Whether the reader may change the goal."""
        return may(self.roles, Permission.LEAD) if self.goal.is_collective else self.is_own and self._takes_part

    @property
    def may_look(self) -> bool:
        """Whether the reader may write where the goal is now."""
        return self._takes_part and (self.goal.is_collective or self.is_own)

    @cached_property
    def _takes_part(self) -> bool:
        return may(self.roles, Permission.SHARE_IN_NETWORK)


def goals_page(network: Network, user: Any, number: str | None = None) -> GoalsPage:
    """Return the goals that a person may read: the network's, their own, and those shared with them, by first name.

    A coordinator who does not take part reads the goal of the network only. `number` is the page of shared goals.
    """
    roles = roles_in_network(user, network)
    lines = [_line(goal, user) for goal in _with_latest_look(_readable(network, user, roles))]
    shared = sorted((line for line in lines if line.owner), key=_by_first_name)
    return GoalsPage(
        network=network,
        collective=[line for line in lines if line.goal.is_collective],
        own=[line for line in lines if line.goal.owner_id == user.pk],
        shared=Paginator(shared, GOALS_ON_PAGE).get_page(number),
        roles=roles,
        is_student=is_student(network, user),
    )


def goal_page(network: Network, user: Any, pk: int, number: str | None = None) -> GoalPage:
    """Return one goal with its looks. Raises Http404 if the person may not read it."""
    roles = roles_in_network(user, network)
    goal = get_object_or_404(_readable(network, user, roles), pk=pk)
    looks = None
    if may(roles, Permission.SEE_WORK):
        rows = GoalLook.objects.filter(goal=goal).select_related("written_by")
        looks = Paginator(rows, LOOKS_ON_PAGE).get_page(number)
    goal.network = network
    return GoalPage(network, goal, user, roles, looks, is_student(network, user))


def look_of(network: Network, user: Any, goal_pk: int, look_pk: int) -> GoalLook:
    """Return a look at a goal. Raises Http404 if the person may not read it."""
    goal = get_object_or_404(_readable(network, user, roles_in_network(user, network)), pk=goal_pk)
    goal.network = network
    look: GoalLook = get_object_or_404(GoalLook.objects.filter(goal=goal), pk=look_pk)
    look.goal = goal
    return look


def is_student(network: Network, user: Any) -> bool:
    """Return whether a person takes part in a network as a student, whose goals are called learning goals."""
    mine = Participation.objects.active().filter(network=network, person=user)
    return mine.filter(background__code=STUDENT).exists()


def goals_to_look_at(network: Network, user: Any) -> list[ThingToDo]:
    """Return the goals whose date to look again is near or past: the network's and a person's own.

    A goal disappears from the list once it is looked at, reached, let go or given a later date. Without its text,
    because a home page is shown on big screens. Empty for people who do not take part. One query.
    """
    rows = _due_goals(Q(is_collective=True) | Q(owner=user), user).filter(network=network)
    return [_thing(goal) for goal in rows.order_by("-is_collective", "look_on", "pk")]


def goal_deadlines(person: User) -> list[Deadline]:
    """Return the dates on which a person wants to look at their own goals again, without a word of those goals."""
    today = timezone.localdate()
    mine = Goal.objects.filter(owner=person, state=Goal.State.OPEN, look_on__gte=today - timedelta(days=61))
    rows = mine.filter(Exists(_takes_part(person))).select_related("network").order_by("look_on", "pk")
    return [_deadline(goal.pk, goal.look_on, goal.network.name) for goal in rows if goal.look_on]


def _deadline(pk: int, look_on: date, network: str) -> Deadline:
    return Deadline(
        uid=calendar_uid("goal", pk),
        changed_at=datetime.combine(look_on, time(), tzinfo=UTC),
        until=look_on,
        summary=_("%(network)s: look at your own goal again") % {"network": network},
        description="",
    )


def _thing(goal: Goal) -> ThingToDo:
    text = _("Where are we with our goal?") if goal.is_collective else _("Look at your own goal again, if you like")
    return ThingToDo(text, reverse("ogo:goal", args=[goal.network_id, goal.pk]), minutes=None, before=goal.look_on)


def _due_goals(whose: Q, user: Any) -> "QuerySet[Goal]":
    """Return the open goals near their date that nobody has looked at since."""
    open_goals = Goal.objects.filter(whose, state=Goal.State.OPEN, look_on__lte=timezone.localdate() + LOOK_AHEAD)
    looked = GoalLook.objects.filter(goal=OuterRef("pk"), written_at__date__gte=OuterRef("look_on") - LOOK_AHEAD)
    return open_goals.filter(Exists(_takes_part(user)), ~Exists(looked))


def _takes_part(user: Any) -> "QuerySet[Participation]":
    """Return a subquery for goals: a person's participations in the network of the goal, unless its term has ended."""
    runs = Q(network__ends_on__isnull=True) | Q(network__ends_on__gte=timezone.localdate())
    return Participation.objects.members().filter(runs, network=OuterRef("network"), person=user)


def _readable(network: Network, user: Any, roles: frozenset[Role]) -> "QuerySet[Goal]":
    """Return the goals of a network that a person with these roles may read."""
    goals = Goal.objects.filter(network=network).select_related("owner")
    if may(roles, Permission.SEE_WORK):
        return goals.readable_by(user, network)
    return goals.filter(is_collective=True)


def _with_latest_look(goals: "QuerySet[Goal]") -> "QuerySet[Goal]":
    newest = GoalLook.objects.filter(goal=OuterRef("pk"))
    return goals.annotate(
        look_text=Subquery(newest.values("text")[:1]), looked_at=Subquery(newest.values("written_at")[:1])
    )


def _line(goal: Any, user: Any) -> GoalLine:
    """Return the line of a goal with the annotations of its latest look."""
    owner = goal.owner.first_name if goal.owner and goal.owner_id != user.pk else ""
    return GoalLine(goal, owner, goal.look_text or "", goal.looked_at)


def _by_first_name(line: GoalLine) -> tuple[tuple[str, str, str], datetime, int]:
    owner = line.goal.owner
    assert owner is not None  # noqa: S101  # nosec - the caller selects lines with an owner
    return name_key(owner.first_name, owner.infix, owner.last_name), line.goal.created_at, line.goal.pk
