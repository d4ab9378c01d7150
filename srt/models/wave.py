"""Waves: an instrument opened for networks of a programme in a study year."""

from datetime import datetime
from typing import ClassVar, cast

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField, ProseField
from networks.models import Network, Programme, StudyYear
from srt.definition import InstrumentDefinition, Scope
from srt.draft_encryption import key_unwrap, wrapped_key_create
from srt.models.instrument import Instrument


class Wave(models.Model):
    """One round of a questionnaire, opened for several networks of a programme at once.

    `shown_on` is the date announced in the invitation. From that day everyone invited sees the chart, whether or not
    the network has had its conversation.
    """

    class Scope(models.TextChoices):
        BOTH = "both", _("process and product")
        PROCESS = "process", _("process only")

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="waves")
    study_year = models.ForeignKey(StudyYear, on_delete=models.PROTECT, related_name="waves")
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="waves")
    # The code of the instrument: two versions of one questionnaire never have a wave in the same year (R15).
    questionnaire = models.SlugField(max_length=60)
    scope = models.CharField(max_length=8, choices=Scope.choices, default=Scope.BOTH)
    invitation_text = ProseField(blank=True)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    shown_on = models.DateField()
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    imported = models.BooleanField(default=False)
    # Whether anyone has seen figures of an imported wave, which then cannot be undone. Not who, and not when.
    seen = models.BooleanField(default=False)

    class Meta:
        ordering = ["-closes_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "study_year", "questionnaire", "scope"],
                name="srt_wave_once_per_year_and_questionnaire",
            ),
            models.CheckConstraint(condition=Q(opens_at__lt=F("closes_at")), name="srt_wave_opens_before_it_closes"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(opened_at__isnull=False),
                name="srt_wave_closed_only_after_opening",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instrument} {self.study_year}"

    @property
    def definition(self) -> InstrumentDefinition:
        """The questionnaire as people fill it in: the part of the instrument within the scope of this wave."""
        return self.instrument.definition.for_scope(cast("Scope", self.scope))

    def is_open(self, now: datetime | None = None) -> bool:
        """Return whether answers are accepted. The clock decides, so a stopped worker cannot keep a wave open."""
        now = now or timezone.now()
        return self.opened_at is not None and self.closed_at is None and self.opens_at <= now < self.closes_at


class WaveNetwork(models.Model):
    """A wave in one network; submitting answers and closing the wave both lock this row."""

    wave = models.ForeignKey(Wave, on_delete=models.PROTECT, related_name="wave_networks")
    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="wave_networks")
    # Number of people invited at closing; None for imported answers.
    members = models.PositiveIntegerField(null=True, blank=True)
    # Number of respondents, set at closing; shown only with a release.
    respondents = models.PositiveIntegerField(null=True, blank=True)
    conversation_at = models.DateTimeField(null=True, blank=True)
    statement = LineField(max_length=300, blank=True)
    statement_at = models.DateTimeField(null=True, blank=True)
    join_version = models.PositiveIntegerField(default=1)
    # The highest number of respondents so far, from which the response bracket is derived. A bracket that could fall
    # would reveal, when a participant is removed, whether that person had answered.
    most_answered = models.PositiveIntegerField(default=0)
    # `most_answered` at the last nightly update. Brackets are made from this one, so that nobody can watch them change.
    answered_last_night = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wave", "network"], name="srt_wavenetwork_once"),
            models.CheckConstraint(
                condition=Q(statement="") | Q(conversation_at__isnull=False),
                name="srt_wavenetwork_statement_after_conversation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.network}: {self.wave}"


class CurrentInvitations(models.Manager["WaveInvitation"]):
    """The invitations of people who take part, without those that were withdrawn."""

    def get_queryset(self) -> "models.QuerySet[WaveInvitation]":
        return super().get_queryset().filter(withdrawn_at=None)


class WaveInvitation(models.Model):
    """One person's invitation to a wave in one network.

    A leaver's invitation is withdrawn with its draft: both count for nothing, come back if that person does, and are
    deleted after two days. Only `with_withdrawn` finds them.

    It does not record whether that person answered: a draft response does, and only while the wave is open.
    `background_code` is the person's background at opening. `declined` means "I will not fill this in" and stops all
    emails about the wave; closing clears it.
    """

    wave_network = models.ForeignKey(WaveNetwork, on_delete=models.CASCADE, related_name="invitations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="wave_invitations")
    background_code = models.SlugField(max_length=40)
    is_newcomer = models.BooleanField(default=False)
    declined = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = CurrentInvitations()
    with_withdrawn: "ClassVar[models.Manager[WaveInvitation]]" = models.Manager()

    class Meta:
        # A person's own data includes what was withdrawn.
        default_manager_name = "with_withdrawn"
        constraints = [
            models.UniqueConstraint(fields=["wave_network", "person"], name="srt_waveinvitation_once"),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"


class DraftKey(models.Model):
    """The key that encrypts the drafts of a wave, itself encrypted under the secret key; deleted on closing."""

    wave = models.OneToOneField(Wave, on_delete=models.CASCADE, related_name="draft_key")
    wrapped = models.BinaryField(default=wrapped_key_create, editable=False)

    def __str__(self) -> str:
        return f"draft key of {self.wave_id}"

    @cached_property
    def key(self) -> bytes:
        """The key itself, 32 bytes."""
        return key_unwrap(bytes(self.wrapped))


class Reflection(models.Model):
    """A network's view of one dimension: where it is and where it wants to be (S10)."""

    wave_network = models.ForeignKey(WaveNetwork, on_delete=models.CASCADE, related_name="reflections")
    dimension = models.SlugField(max_length=60)
    here_we_are = LineField(max_length=300, blank=True)
    here_we_want = LineField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wave_network", "dimension"], name="srt_reflection_once"),
        ]

    def __str__(self) -> str:
        return f"{self.dimension} ({self.wave_network})"
