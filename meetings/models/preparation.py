"""Files, preparation and tasks around a meeting."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField, LinkField
from meetings.models.meeting import EARLIEST, LATEST, Meeting
from networks.models import Network

MAX_FILE_SIZE = 10 * 1024 * 1024


class MeetingFile(models.Model):
    """A file attached to a meeting, stored in the database so that every server can serve it, as a download only."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="files")
    name = LineField(_("name"), max_length=160)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    content = models.BinaryField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(size__lte=MAX_FILE_SIZE), name="meetings_meetingfile_not_too_large"),
        ]

    def __str__(self) -> str:
        return self.name


class Preparation(models.Model):
    """Something to read, watch or think about before a meeting. It always says how long it takes."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="preparations")
    position = models.PositiveSmallIntegerField(default=0)
    text = LineField(_("what"), max_length=300)
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    link = LinkField(_("link"), max_length=500, blank=True)
    file = models.ForeignKey(MeetingFile, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=600), name="meetings_preparation_minutes_plausible"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class PreparationTick(models.Model):
    """A preparation that a person ticked off. Visible to that person only, and never counted."""

    preparation = models.ForeignKey(Preparation, on_delete=models.CASCADE, related_name="ticks")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["preparation", "person"], name="meetings_preparationtick_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.preparation}"


class Task(models.Model):
    """A task in a network, with an owner and a due date if known. Created at a meeting or between two."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="tasks")
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="tasks")
    text = LineField(_("what"), max_length=300)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    due_on = models.DateField(_("before"), null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = [models.F("due_on").asc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(due_on__gte=EARLIEST, due_on__lte=LATEST),
                name="meetings_task_day_plausible",
            ),
        ]

    def __str__(self) -> str:
        return self.text
