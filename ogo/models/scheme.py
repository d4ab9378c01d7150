"""Phase schemes of a programme, and the cycles and phases of a network."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField
from networks.models import Network, Programme
from ogo.schemes.stages import Stage


class PhaseScheme(models.Model):
    """A programme's own phase scheme, in the shape of ogo/schemes/*.yaml. Networks that chose it keep a copy."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="phase_schemes")
    name = LineField(_("name"), max_length=120)
    definition = models.JSONField()
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "name"], name="ogo_phasescheme_name_once_per_programme"),
        ]

    def __str__(self) -> str:
        return self.name


class Track(models.Model):
    """The choice of a scheme by a network. Its cycles and phases are copies that the network changes as it likes."""

    network = models.OneToOneField(Network, on_delete=models.CASCADE, related_name="track")
    # The key of the scheme, "ogo" or "own-7", and the fingerprint of its definition at that moment.
    scheme = models.CharField(max_length=40)
    fingerprint = models.CharField(max_length=64)
    chosen_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.network}: {self.scheme}"


class Cycle(models.Model):
    """One cycle of phases. A deleted cycle can be restored for thirty days."""

    track = models.ForeignKey(Track, on_delete=models.CASCADE, related_name="cycles")
    position = models.PositiveSmallIntegerField()
    deleted_at = models.DateTimeField(null=True, blank=True)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["track", "position"], condition=Q(deleted_at__isnull=True), name="ogo_cycle_position_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.track.network} {self.position}"


class Phase(models.Model):
    """One phase of a cycle, from its first to its last day. Its names are copies from the scheme.

    `reason` says why the network went back to an earlier phase. A closed phase has a `closed_at`.
    """

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="phases")
    position = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=40)
    stage = models.CharField(max_length=12, choices=Stage.choices)
    name_nl = LineField(_("name in Dutch"), max_length=60)
    name_en = LineField(_("name in English"), max_length=60)
    official_nl = LineField(_("official name in Dutch"), max_length=80, blank=True)
    official_en = LineField(_("official name in English"), max_length=80, blank=True)
    first_day = models.DateField(_("from"))
    last_day = models.DateField(_("until"))
    # The last day as it was when the phase began, for the question when exploring takes longer.
    planned_last_day = models.DateField(null=True, blank=True)
    reason = LineField(_("why"), max_length=300, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["first_day", "position", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(first_day__lte=F("last_day")), name="ogo_phase_days_in_order"),
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="ogo_phase_stage_known"),
            models.UniqueConstraint(fields=["cycle", "position"], name="ogo_phase_position_once"),
        ]

    def __str__(self) -> str:
        return self.name_en

    def name(self, language: str) -> str:
        return self.name_nl if language.startswith("nl") else self.name_en

    def official(self, language: str) -> str:
        return self.official_nl if language.startswith("nl") else self.official_en

    def covers(self, day: date) -> bool:
        """Return whether a day is in the phase."""
        return self.first_day <= day <= self.last_day
