"""A programme and its settings."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.fields import AddressField, LineField
from mailing.registry import Sender
from networks.querysets import ProgrammeQuerySet

MINIMUM_GROUP = 5


class Programme(models.Model):
    """Several networks under one name, run by an institution. Programmes cannot see each other."""

    slug = models.SlugField(_("short name"), max_length=60, unique=True)
    name = LineField(_("name"), max_length=120)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="nl")
    # The words for network, facilitator, year and office, in the shape that networks/terms.py describes.
    words = models.JSONField(default=dict, blank=True)
    # The address for replies to emails of this programme; without one nobody reads them, and the emails say so.
    reply_to = AddressField(_("address for replies"), blank=True)
    research_partner = LineField(_("research partner"), max_length=160, blank=True)
    minimum_group = models.PositiveSmallIntegerField(
        _("smallest group shown"), default=MINIMUM_GROUP, validators=[MinValueValidator(MINIMUM_GROUP)]
    )

    objects: ClassVar[models.Manager["Programme"]] = ProgrammeQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(minimum_group__gte=MINIMUM_GROUP), name="networks_programme_group_never_lower"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def sender(self) -> Sender:
        """The sender of emails of this programme."""
        return Sender(self.name, self.reply_to)


class StudyYear(models.Model):
    """A study year of a programme, from August to July, written 2024-2025."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="study_years")
    first_year = models.PositiveSmallIntegerField(_("first calendar year"))

    class Meta:
        ordering = ["first_year"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "first_year"], name="networks_studyyear_once_per_programme"),
            models.CheckConstraint(
                condition=Q(first_year__gte=2000, first_year__lte=2100), name="networks_studyyear_plausible"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_year}-{self.first_year + 1}"

    @property
    def starts_on(self) -> date:
        """The first day: 1 August."""
        return date(self.first_year, 8, 1)

    @property
    def ends_on(self) -> date:
        """The last day: 31 July."""
        return date(self.first_year + 1, 7, 31)


class Background(models.Model):
    """A kind of participant in a programme (student, teacher …), with the number that each network aims for."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="backgrounds")
    code = models.SlugField(max_length=40)
    name_nl = LineField(_("name in Dutch"), max_length=60)
    name_en = LineField(_("name in English"), max_length=60)
    position = models.PositiveSmallIntegerField(default=0)
    target_min = models.PositiveSmallIntegerField(_("at least"), null=True, blank=True)
    target_max = models.PositiveSmallIntegerField(_("at most"), null=True, blank=True)

    class Meta:
        ordering = ["position", "code"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "code"], name="networks_background_once_per_programme"),
            models.CheckConstraint(
                condition=Q(target_min__isnull=True) | Q(target_max__isnull=True) | Q(target_min__lte=F("target_max")),
                name="networks_background_range_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name_en

    def name(self, language: str) -> str:
        """Return the name in a language."""
        return self.name_nl if language.startswith("nl") else self.name_en


class Organisation(models.Model):
    """A school, institute, university or company of participants."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="organisations")
    name = LineField(_("name"), max_length=160)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "name"], name="networks_organisation_once_per_programme"),
        ]

    def __str__(self) -> str:
        return self.name


class ProgrammeRole(models.Model):
    """A role of a person in a programme and all its networks."""

    class Role(models.TextChoices):
        COORDINATOR = "coordinator", _("coordinator")
        PREPARATION_TEAM = "preparation_team", _("preparation team")
        RESEARCH_OFFICE = "research_office", _("research office")
        ASSESSOR = "assessor", _("assessor")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="roles")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="programme_roles")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "person", "role"], name="networks_programmerole_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.role} ({self.programme})"
