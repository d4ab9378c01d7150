"""The agenda of a meeting: blocks with a length and a lead."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField, ProseField
from meetings.models.meeting import Meeting
from networks.models import Programme


class BlockKind(models.Model):
    """A kind of agenda block in a programme: one of the default set, or one that the programme added."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="block_kinds")
    code = models.SlugField(max_length=40)
    name_nl = LineField(_("name in Dutch"), max_length=60)
    name_en = LineField(_("name in English"), max_length=60)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "code"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "code"], name="meetings_blockkind_once_per_programme"),
        ]

    def __str__(self) -> str:
        return self.name_en

    def name(self, language: str) -> str:
        return self.name_nl if language.startswith("nl") else self.name_en


class AgendaBlock(models.Model):
    """One part of a meeting. A block suggested by an invitee stays `proposed` until a planner schedules it."""

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        PROPOSED = "proposed", _("proposed")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="blocks")
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.ForeignKey(BlockKind, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    title = LineField(_("what"), max_length=160)
    note = ProseField(_("how"), max_length=2000, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__isnull=True) | Q(minutes__gte=1, minutes__lte=1440),
                name="meetings_agendablock_minutes_plausible",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["planned", "proposed"]), name="meetings_agendablock_state_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title
