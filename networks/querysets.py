"""Querysets limited to a day, or to the objects a person may see."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

if TYPE_CHECKING:
    from networks.models import Network, Participation, Programme  # noqa: F401 - type arguments of the querysets

# A participation that existed this long before a wave opened was not made for it.
TRUSTED_AFTER = timedelta(days=30)
# How long after its last day the end of a participation can be undone.
REOPENING_TERM = timedelta(days=1)
# Programme roles that may see every network of the programme.
SEES_NETWORKS = ("coordinator", "preparation_team")


class ParticipationQuerySet(models.QuerySet["Participation"]):
    """Participations by day."""

    def active(self, today: date | None = None) -> "ParticipationQuerySet":
        """Return the participations on a day."""
        today = today or timezone.localdate()
        return self.unended(today).filter(from_date__lte=today)

    def unended(self, today: date | None = None) -> "ParticipationQuerySet":
        """Return the participations that have not ended on a day, those that start later too."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=today or timezone.localdate()))

    def members(self, today: date | None = None) -> "ParticipationQuerySet":
        """Return the participations on a day, except those of guests."""
        return self.active(today).exclude(role="guest")

    def confirmed(self, before: datetime) -> "ParticipationQuerySet":
        """Return the participations that a coordinator confirmed, or that are thirty days older than `before` (R14)."""
        return self.filter(Q(confirmed_at__isnull=False) | Q(created_at__lte=before - TRUSTED_AFTER))

    def unconfirmed(self) -> "ParticipationQuerySet":
        """Return members' participations that no coordinator has confirmed and that are younger than thirty days."""
        young = Q(confirmed_at__isnull=True, created_at__gt=timezone.now() - TRUSTED_AFTER)
        return self.filter(young).exclude(role="guest")


class NetworkQuerySet(models.QuerySet["Network"]):
    """Networks, limited to those a person may see."""

    def visible_to(self, user: Any, today: date | None = None) -> "NetworkQuerySet":
        """Return the networks that a person may see."""
        from networks.models import Participation, ProgrammeRole  # noqa: PLC0415 - models import this module

        if not user.is_authenticated:
            return self.none()
        today = today or timezone.localdate()
        mine = Participation.objects.filter(network=OuterRef("pk"), person=user, from_date__lte=today)
        running = mine.filter(
            Q(until__isnull=True) | Q(until__gte=today),
            Q(network__ends_on__isnull=True) | Q(network__ends_on__gte=today),
        )
        at_the_end = mine.exclude(role="guest").filter(
            Q(until__isnull=True) | Q(until__gte=F("network__ends_on")),
            network__ends_on__lt=today,
            from_date__lte=F("network__ends_on"),
        )
        role = ProgrammeRole.objects.filter(programme=OuterRef("programme"), person=user, role__in=SEES_NETWORKS)
        return self.filter(Exists(running) | Exists(at_the_end) | Exists(role))


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    """Programmes, limited to those a person may see."""

    def with_role(self, user: Any, role: str) -> "ProgrammeQuerySet":
        """Return the programmes in which a person has a role."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(roles__person=user, roles__role=role)
