"""Looking back on a phase, and handing over when a participant leaves."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.fields import ProseField
from networks.models import Participation
from ogo.models.scheme import Phase


class PhaseReflection(models.Model):
    """The look back on a phase in the network's own words: what it did, learned and takes with it."""

    phase = models.OneToOneField(Phase, on_delete=models.CASCADE, related_name="reflection")
    did = ProseField(_("what we did"), max_length=4000, blank=True)
    learned = ProseField(_("what we learned"), max_length=4000, blank=True)
    takes_on = ProseField(_("what we take with us"), max_length=4000, blank=True)
    written_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.learned[:60]


class ReflectionLine(models.Model):
    """A line that a participant adds before the network looks back on a phase."""

    phase = models.ForeignKey(Phase, on_delete=models.CASCADE, related_name="lines")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    text = ProseField(_("your line"), max_length=600)
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["written_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["phase", "person"], name="ogo_reflectionline_once")]

    def __str__(self) -> str:
        return self.text[:60]


class Handover(models.Model):
    """The handover of a participant who leaves a network."""

    participation = models.OneToOneField(Participation, on_delete=models.CASCADE, related_name="handover")
    worked_on = ProseField(_("what I worked on"), max_length=2000, blank=True)
    stands = ProseField(_("where it stands"), max_length=2000, blank=True)
    ask_until = models.DateField(_("ask me until"), null=True, blank=True)
    written_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.participation}"


class Buddy(models.Model):
    """The buddy of a newcomer: a participant whom they can ask anything."""

    newcomer = models.OneToOneField(Participation, on_delete=models.CASCADE, related_name="buddy")
    buddy = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(newcomer=F("buddy")), name="ogo_buddy_is_somebody_else"),
        ]

    def __str__(self) -> str:
        return f"{self.buddy}: {self.newcomer}"
