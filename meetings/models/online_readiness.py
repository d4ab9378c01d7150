"""The online readiness check: answer counters per network and, separately, the people who answered.

No timestamps and no individual answers are stored, so that the two cannot be linked.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField
from meetings.models.meeting import EARLIEST, LATEST, Meeting
from networks.models import Network


class OnlineReadinessCheck(models.Model):
    """The check before the first online meeting of a network in a study year.

    The first answer creates it and fixes `closes_on`: answers are accepted before that day and results are shown from
    that day on, even if the meeting moves. A moving date would allow two readings that differ by one person.
    """

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="online_readiness_checks")
    first_year = models.PositiveSmallIntegerField()
    closes_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network", "first_year"], name="meetings_onlinereadinesscheck_once_a_year"),
            models.CheckConstraint(
                condition=Q(first_year__gte=2000, first_year__lte=2100), name="meetings_onlinereadinesscheck_plausible"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.network} {self.first_year}"


class OnlineReadinessCount(models.Model):
    """The number of "yes" and "not yet" answers to one question of a check."""

    readiness_check = models.ForeignKey(OnlineReadinessCheck, on_delete=models.CASCADE, related_name="counts")
    question = models.CharField(max_length=16)
    ready = models.PositiveSmallIntegerField(default=0)
    not_yet = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["readiness_check", "question"], name="meetings_onlinereadinesscount_once"),
            models.CheckConstraint(
                condition=Q(question__in=["quiet_place", "camera", "link", "between_lessons", "programme"]),
                name="meetings_onlinereadinesscount_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.readiness_check}: {self.question}"


class OnlineReadinessRespondent(models.Model):
    """A person who answered a check, so that nobody answers twice. The random key does not reveal the order."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    readiness_check = models.ForeignKey(OnlineReadinessCheck, on_delete=models.CASCADE, related_name="answered")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["readiness_check", "person"], name="meetings_onlinereadinessrespondent_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.readiness_check}"


class SupportNeed(models.Model):
    """Something that a network arranges before an online meeting, with an owner and a due date.

    It says what is needed, never for whom: everyone who is invited can read it.
    """

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="support_needs")
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="support_needs")
    text = LineField(_("what"), max_length=300)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    due_on = models.DateField(_("before"))
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gte=EARLIEST, due_on__lte=LATEST),
                name="meetings_supportneed_day_plausible",
            ),
        ]

    def __str__(self) -> str:
        return self.text
