from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField
from networks.models.programme import Programme
from networks.querysets import NetworkQuerySet

# The days that a term or a participation may have: a mistyped year would make the track endless.
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)


class Network(models.Model):
    """A group of eight to thirty people who learn and design together around one theme, for one term."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="networks")
    slug = models.SlugField(_("short name"), max_length=60)
    name = LineField(_("name"), max_length=120)
    theme = LineField(_("theme"), max_length=200, blank=True)
    practice_question = LineField(_("practice question"), max_length=300, blank=True)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects: ClassVar[models.Manager["Network"]] = NetworkQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "slug"], name="networks_network_slug_once_per_programme"),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(starts_on__lte=F("ends_on")),
                name="networks_network_term_in_order",
            ),
            models.CheckConstraint(
                condition=(Q(starts_on__isnull=True) | Q(starts_on__gte=EARLIEST, starts_on__lte=LATEST))
                & (Q(ends_on__isnull=True) | Q(ends_on__gte=EARLIEST, ends_on__lte=LATEST)),
                name="networks_network_term_in_range",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def has_ended(self, today: date | None = None) -> bool:
        """Return whether the term has ended."""
        return self.ends_on is not None and self.ends_on < (today or timezone.localdate())
