"""Designs of a network, as versions with the reason for each change."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField, LinkField, ProseField
from meetings.models.preparation import MAX_FILE_SIZE
from networks.models import Network
from ogo.models.questions import Project, SourceCard


class Design(models.Model):
    """Something that a network designs: a series of lessons, a game, a way of working."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="designs")
    title = LineField(_("name"), max_length=160)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.title


class DesignVersion(models.Model):
    """A version of a design: what changed since the one before, and why."""

    design = models.ForeignKey(Design, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    on_date = models.DateField(_("day"), default=timezone.localdate)
    changed = LineField(_("what changed"), max_length=300)
    why = ProseField(_("why"), max_length=1500, blank=True)
    description = ProseField(_("what it is now"), max_length=8000, blank=True)
    link = LinkField(_("link"), max_length=500, blank=True)
    ground = LineField(_("based on"), max_length=300, blank=True)
    source_cards = models.ManyToManyField(SourceCard, blank=True, related_name="versions")
    projects = models.ManyToManyField(Project, blank=True, related_name="versions")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["design", "number"], name="ogo_designversion_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="ogo_designversion_number_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.design} {self.number}"


class VersionContributor(models.Model):
    """A person who contributed to a version: named, never counted."""

    version = models.ForeignKey(DesignVersion, on_delete=models.CASCADE, related_name="contributors")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["person__first_name", "pk"]
        constraints = [models.UniqueConstraint(fields=["version", "person"], name="ogo_versioncontributor_once")]

    def __str__(self) -> str:
        return f"{self.person}: {self.version}"


class VersionFile(models.Model):
    """A file of a version, stored in the database and served as a download only."""

    version = models.ForeignKey(DesignVersion, on_delete=models.CASCADE, related_name="files")
    name = LineField(_("name"), max_length=160)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    content = models.BinaryField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(size__lte=MAX_FILE_SIZE), name="ogo_versionfile_not_too_large"),
        ]

    def __str__(self) -> str:
        return self.name
