"""Draft responses, linked to a person while a wave is open, and the anonymous responses that replace them."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from srt import release
from srt.draft_encryption import DraftContent, draft_open, draft_seal
from srt.models.wave import Wave, WaveInvitation, WaveNetwork

MAX_ITEMS = 120


class DraftResponse(models.Model):
    """The answers of one invitation while its wave is open; deleted when the wave closes.

    `answers` holds one character per item, in instrument order: a scale point, `?` (cannot say yet) or `-` (left open).
    Answers, consent and whether they were submitted are stored encrypted (srt/draft_encryption.py).
    """

    invitation = models.OneToOneField(WaveInvitation, on_delete=models.CASCADE, related_name="draft")
    sealed = models.BinaryField()
    revision = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"draft {self.pk}"

    @cached_property
    def content(self) -> DraftContent:
        """The answers, decrypted."""
        return draft_open(self._key(), bytes(self.sealed), invitation_pk=self.invitation_id)

    def seal(self, content: DraftContent) -> None:
        """Encrypt new content; save `sealed` afterwards."""
        self.sealed = draft_seal(self._key(), content, invitation_pk=self.invitation_id)
        self.content = content

    @property
    def answers(self) -> str:
        """One character per item."""
        return self.content.answers

    @property
    def consent(self) -> bool:
        """Whether the answers may be used for research."""
        return self.content.consent

    @property
    def submitted(self) -> bool:
        """Whether the answers were sent."""
        return self.content.submitted

    def _key(self) -> bytes:
        return self.invitation.wave_network.wave.draft_key.key


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


class ReleasedBreakdown(models.Model):
    """The figures of a dimension released for students and others over a programme (R4), or why there are none.

    Nothing more precise is stored: exact sums beside the responses are a subset-sum problem with one solution, which
    gives away the blanked backgrounds.
    """

    class Refusal(models.TextChoices):
        NONE = "", ""
        TOO_FEW_PEOPLE = release.Refusal.TOO_FEW_PEOPLE, _("there are fewer than ten answers of students, or of others")
        TOO_FEW_NETWORKS = release.Refusal.TOO_FEW_NETWORKS, _("one of the groups is in fewer than three networks")
        ONE_NETWORK_DOMINATES = (
            release.Refusal.ONE_NETWORK_DOMINATES,
            _("more than half of one of the groups is in one network"),
        )
        EXPOSES_A_GROUP = release.Refusal.EXPOSES_A_GROUP, _("it would show the answers of a few people")

    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="released_breakdowns")
    dimension = models.SlugField(max_length=60)
    refusal = models.CharField(max_length=24, blank=True, choices=Refusal.choices)
    students_n = models.PositiveIntegerField(null=True, blank=True)
    students_mean = models.DecimalField(max_digits=3, decimal_places=1, null=True, blank=True)
    students_bound = models.CharField(max_length=8, blank=True)
    others_n = models.PositiveIntegerField(null=True, blank=True)
    others_mean = models.DecimalField(max_digits=3, decimal_places=1, null=True, blank=True)
    others_bound = models.CharField(max_length=8, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wave", "dimension"], name="srt_releasedbreakdown_once"),
            models.CheckConstraint(
                condition=Q(refusal="", students_n__gte=10, others_n__gte=10)
                | (~Q(refusal="") & Q(students_n=None, students_mean=None, others_n=None, others_mean=None)),
                name="srt_releasedbreakdown_both_groups_or_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.dimension
