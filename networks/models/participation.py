from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField
from networks.models.network import Network
from networks.models.programme import Background, Organisation
from networks.querysets import ParticipationQuerySet


class Participation(models.Model):
    """A person who takes part in a network with a background, from a first day to a last day."""

    class Role(models.TextChoices):
        PARTICIPANT = "participant", _("participant")
        FACILITATOR = "facilitator", _("facilitator")
        # Joins some meetings, often as a participant's employer: no questionnaire, no results, no needs and offers.
        GUEST = "guest", _("guest")

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="participations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="participations")
    background = models.ForeignKey(Background, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    role = models.CharField(_("task"), max_length=12, choices=Role.choices, default=Role.PARTICIPANT)
    from_date = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)
    seeks = LineField(_("what I would like to learn"), max_length=160, blank=True)
    offers = LineField(_("what I can help with"), max_length=160, blank=True)

    created_at = models.DateTimeField(default=timezone.now, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Set if a coordinator added, imported or confirmed the person: the programme knows that they exist (R14).
    confirmed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager["Participation"]] = ParticipationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network", "person"],
                condition=Q(until__isnull=True),
                name="networks_participation_one_open_per_network",
            ),
            models.UniqueConstraint(
                fields=["network", "person", "from_date"], name="networks_participation_once_per_start"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("from_date")), name="networks_participation_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} in {self.network}"

    @property
    def is_facilitator(self) -> bool:
        return self.role == self.Role.FACILITATOR

    def has_ended(self, today: date | None = None) -> bool:
        """Return whether the last day has passed."""
        return self.until is not None and self.until < (today or timezone.localdate())

    def is_active(self, today: date | None = None) -> bool:
        """Return whether the person takes part on a day."""
        today = today or timezone.localdate()
        return self.from_date <= today and (self.until is None or today <= self.until)
