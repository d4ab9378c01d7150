"""Waves: an instrument, for the networks of a programme, in a study year."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from networks.models import Network, Programme, StudyYear
from srt.models.instrument import Instrument


class Wave(models.Model):
    """One round of a questionnaire, opened for networks of a programme in one act.

    `shown_on` is the date named in the invitation: from then on everyone invited sees the picture, conversation or not.
    """

    class Sides(models.TextChoices):
        BOTH = "both", _("process and product")
        PROCESS = "process", _("process only")

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="waves")
    study_year = models.ForeignKey(StudyYear, on_delete=models.PROTECT, related_name="waves")
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="waves")
    sides = models.CharField(_("sides"), max_length=8, choices=Sides.choices, default=Sides.BOTH)
    invitation_text = models.TextField(_("text of the invitation"), blank=True)
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    shown_on = models.DateField(_("everyone sees the picture from"))
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    imported = models.BooleanField(default=False)

    class Meta:
        ordering = ["-closes_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "study_year", "instrument", "sides"], name="srt_wave_once_per_year_and_instrument"
            ),
            models.CheckConstraint(condition=Q(opens_at__lt=F("closes_at")), name="srt_wave_opens_before_it_closes"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(opened_at__isnull=False),
                name="srt_wave_closed_only_after_opening",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instrument} {self.study_year}"

    def is_open(self, now: datetime | None = None) -> bool:
        """Return whether answers are taken. The time decides, even when no worker runs."""
        now = now or timezone.now()
        return self.opened_at is not None and self.closed_at is None and self.opens_at <= now < self.closes_at


class WaveNetwork(models.Model):
    """A wave in one network: the row that submitting and closing both lock."""

    wave = models.ForeignKey(Wave, on_delete=models.PROTECT, related_name="wave_networks")
    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="wave_networks")
    # How many people were invited at closing; unknown for imported answers.
    members = models.PositiveIntegerField(null=True, blank=True)
    # How many answered, known at closing; shown only with a release.
    respondents = models.PositiveIntegerField(null=True, blank=True)
    conversation_at = models.DateTimeField(null=True, blank=True)
    own_words = models.CharField(_("our own words"), max_length=300, blank=True)
    own_words_at = models.DateTimeField(null=True, blank=True)
    room_version = models.PositiveIntegerField(default=1)
    # The most people who had answered at any moment while open. The band is made from it: a band that could fall would
    # tell, when somebody is taken out of a network, whether that person had answered.
    most_answered = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wave", "network"], name="srt_wavenetwork_once"),
            models.CheckConstraint(
                condition=Q(own_words="") | Q(conversation_at__isnull=False),
                name="srt_wavenetwork_words_after_conversation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.network}: {self.wave}"


class WaveInvitation(models.Model):
    """One person invited to a wave in one network. Who answered is not recorded here; sheets are, and only while open.

    `background_code` is the snapshot at opening. `no_letters` says "I will not fill this in"; closing clears it.
    """

    wave_network = models.ForeignKey(WaveNetwork, on_delete=models.CASCADE, related_name="invitations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="wave_invitations")
    background_code = models.SlugField(max_length=40)
    is_newcomer = models.BooleanField(default=False)
    no_letters = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wave_network", "person"], name="srt_waveinvitation_once"),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"


class ConversationCard(models.Model):
    """What a network says in its own words about one dimension: where it is and where it wants to be (S10)."""

    wave_network = models.ForeignKey(WaveNetwork, on_delete=models.CASCADE, related_name="cards")
    dimension = models.SlugField(max_length=60)
    here_we_are = models.CharField(_("here we are"), max_length=300, blank=True)
    here_we_want = models.CharField(_("this is where we want to be"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wave_network", "dimension"], name="srt_conversationcard_once"),
        ]

    def __str__(self) -> str:
        return f"{self.dimension} ({self.wave_network})"
