"""Answers: sheets that know their author while a wave is open, responses that nobody can lead back after it."""

import uuid

from django.db import models
from django.db.models import Q

from srt.models.wave import Wave, WaveInvitation, WaveNetwork

LONGEST_ANSWERS = 120


class AnswerSheet(models.Model):
    """The answers of one invitation while its wave is open; every sheet is deleted at closing.

    `answers` has one character per item in instrument order: a scale point, `?` (cannot say yet) or `-` (left open).
    """

    invitation = models.OneToOneField(WaveInvitation, on_delete=models.CASCADE, related_name="sheet")
    answers = models.CharField(max_length=LONGEST_ANSWERS)
    consent = models.BooleanField(default=False)
    submitted = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(answers=""), name="srt_answersheet_has_places"),
        ]

    def __str__(self) -> str:
        return f"sheet {self.pk}"


class Response(models.Model):
    """One submitted set of answers after closing: a random key, no time, no person."""

    class Background(models.TextChoices):
        STUDENT = "student"
        OTHER = "other"
        UNKNOWN = ""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wave_network = models.ForeignKey(WaveNetwork, on_delete=models.PROTECT, related_name="responses")
    answers = models.CharField(max_length=LONGEST_ANSWERS)
    background = models.CharField(max_length=8, blank=True, choices=Background.choices)
    consent = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(answers=""), name="srt_response_has_answers"),
            models.CheckConstraint(
                condition=Q(background__in=["", "student", "other"]),
                name="srt_response_background_coarse",
            ),
        ]

    def __str__(self) -> str:
        return f"response {self.pk}"


class BreakdownSum(models.Model):
    """What is kept, at closing, for the one breakdown of rule R4: sums over a programme, never rows."""

    class Group(models.TextChoices):
        STUDENTS = "students"
        OTHERS = "others"

    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="breakdown_sums")
    dimension = models.SlugField(max_length=60)
    group = models.CharField(max_length=8, choices=Group.choices)
    n = models.PositiveIntegerField()
    networks = models.PositiveIntegerField()
    largest_network_n = models.PositiveIntegerField()
    # The exact sum of person scores as a fraction.
    total_numerator = models.BigIntegerField()
    total_denominator = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wave", "dimension", "group"], name="srt_breakdownsum_once"),
            models.CheckConstraint(condition=Q(total_denominator__gt=0), name="srt_breakdownsum_denominator_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.dimension} {self.group}"
