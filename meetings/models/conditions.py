"""Is everything ready for online? Counters of a network, and apart from them who has answered.

No moment is kept and no row of answers, so that nothing leads from one to the other.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.models.meeting import EARLIEST, LATEST, Meeting
from networks.models import Network


class ConditionsCheck(models.Model):
    """The questions before the first online meeting of a network in a study year.

    It is made by the first answer, and `closes_on` stands from then on: answers are taken before that day and told from
    that day on, whatever happens to the meeting. A day that moved along would give two looks that differ by one person.
    """

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="conditions_checks")
    first_year = models.PositiveSmallIntegerField()
    closes_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network", "first_year"], name="meetings_conditionscheck_once_a_year"),
            models.CheckConstraint(
                condition=Q(first_year__gte=2000, first_year__lte=2100), name="meetings_conditionscheck_plausible"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.network} {self.first_year}"


class ConditionsCount(models.Model):
    """How many answered one question with "yes", and how many with "not yet"."""

    check_of = models.ForeignKey(ConditionsCheck, on_delete=models.CASCADE, related_name="counts")
    question = models.CharField(max_length=16)
    ready = models.PositiveSmallIntegerField(default=0)
    not_yet = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["check_of", "question"], name="meetings_conditionscount_once"),
            models.CheckConstraint(
                condition=Q(question__in=["quiet_place", "camera", "link", "between_lessons", "programme"]),
                name="meetings_conditionscount_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.check_of}: {self.question}"


class ConditionsAnswered(models.Model):
    """That somebody answered, so that nobody does twice; never what. The key is random: it tells no order."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    check_of = models.ForeignKey(ConditionsCheck, on_delete=models.CASCADE, related_name="answered")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["check_of", "person"], name="meetings_conditionsanswered_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.check_of}"


class SupportNeed(models.Model):
    """What a network arranges because something is not ready yet: what, who sees to it, before which day.

    It says what is needed and never for whom. Everybody who is asked reads it too.
    """

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="support_needs")
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="support_needs")
    text = models.CharField(_("what"), max_length=300)
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
