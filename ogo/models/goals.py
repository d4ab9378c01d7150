"""The collective goal of a network, individual goals, and looks at where they stand."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField, ProseField
from networks.models import Network
from ogo.circles import Circled, CircledQuerySet, circle_condition


class GoalQuerySet(CircledQuerySet["Goal"]):
    """Goals, limited to those that a person may read."""


class Goal(Circled):
    """A goal of the network (`is_collective`) or of one person, who decides who reads it."""

    class State(models.TextChoices):
        OPEN = "open", _("we are working on it")
        REACHED = "reached", _("reached")
        LET_GO = "let_go", _("let go")

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="goals")
    is_collective = models.BooleanField(default=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    text = LineField(_("goal"), max_length=300)
    outcome = ProseField(_("what we want to achieve"), max_length=1000, blank=True)
    look_on = models.DateField(_("look at it again on"), null=True, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    created_at = models.DateTimeField(default=timezone.now)

    objects = GoalQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            circle_condition("ogo_goal_circle_known"),
            models.CheckConstraint(
                condition=Q(is_collective=True, owner__isnull=True, circle="network")
                | Q(is_collective=False, owner__isnull=False),
                name="ogo_goal_collective_or_owned",
            ),
            models.CheckConstraint(condition=Q(state__in=["open", "reached", "let_go"]), name="ogo_goal_state_known"),
        ]

    def __str__(self) -> str:
        return self.text


class GoalLook(models.Model):
    """A look at a goal: where are we? Its readers are those of the goal."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="looks")
    text = ProseField(_("where are we"), max_length=1000)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-written_at", "-pk"]

    def __str__(self) -> str:
        return self.text[:60]
