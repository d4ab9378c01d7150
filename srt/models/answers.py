"""Draft responses, linked to a person while a wave is open, and the anonymous responses that replace them."""

import uuid

from django.db import models
from django.db.models import Q

from srt.models.wave import Wave, WaveInvitation, WaveNetwork

MAX_ITEMS = 120


class DraftResponse(models.Model):
    """The answers of one invitation while its wave is open; deleted when the wave closes.

    `answers` holds one character per item, in instrument order: a scale point, `?` (cannot say yet) or `-` (left open).
    """

    invitation = models.OneToOneField(WaveInvitation, on_delete=models.CASCADE, related_name="draft")
    answers = models.CharField(max_length=MAX_ITEMS)
    consent = models.BooleanField(default=False)
    submitted = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(answers=""), name="srt_draftresponse_not_empty"),
        ]

    def __str__(self) -> str:
        return f"draft {self.pk}"


class Response(models.Model):
    """One submitted set of answers after closing, with a random key and no timestamp or person."""

    class Background(models.TextChoices):
        STUDENT = "student"
        OTHER = "other"
        UNKNOWN = ""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wave_network = models.ForeignKey(WaveNetwork, on_delete=models.PROTECT, related_name="responses")
    answers = models.CharField(max_length=MAX_ITEMS)
    background = models.CharField(max_length=8, blank=True, choices=Background.choices)
    consent = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(answers=""), name="srt_response_not_empty"),
            models.CheckConstraint(
                condition=Q(background__in=["", "student", "other"]),
                name="srt_response_background_coarse",
            ),
        ]

    def __str__(self) -> str:
        return f"response {self.pk}"


class BreakdownSum(models.Model):
    """The sums of one group on one dimension over a programme: all that is stored for the breakdown by role (R4)."""

    class Group(models.TextChoices):
        STUDENTS = "students"
        OTHERS = "others"

    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="breakdown_sums")
    dimension = models.SlugField(max_length=60)
    group = models.CharField(max_length=8, choices=Group.choices)
    n = models.PositiveIntegerField()
    networks = models.PositiveIntegerField()
    largest_network_n = models.PositiveIntegerField()
    # The exact sum of person scores, as a fraction.
    total_numerator = models.BigIntegerField()
    total_denominator = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wave", "dimension", "group"], name="srt_breakdownsum_once"),
            models.CheckConstraint(condition=Q(total_denominator__gt=0), name="srt_breakdownsum_denominator_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.dimension} {self.group}"
