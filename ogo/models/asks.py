"""A question to everyone in a network, answered by link beforehand and shown to all at once."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField, ProseField
from meetings.models import Meeting
from networks.models import Network


class Ask(models.Model):
    """A question to everyone, whose answers are shown all at once. The dialogue about the goals has two sentences.

    `answer_count` is stored when the answers are shown, and only with five on both sides. `hides_names`: names were
    left out because they would have told who answered without one.
    """

    class Kind(models.TextChoices):
        OPEN = "open", _("an open question")
        GOALS = "goals", _("what our goal means to me")

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="asks")
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="asks")
    kind = models.CharField(max_length=6, choices=Kind.choices, default=Kind.OPEN)
    text = LineField(_("question"), max_length=300, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    shown_at = models.DateTimeField(null=True, blank=True)
    answer_count = models.PositiveSmallIntegerField(null=True, blank=True)
    hides_names = models.BooleanField(default=False)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["open", "goals"]), name="ogo_ask_kind_known"),
            models.CheckConstraint(
                condition=Q(answer_count__isnull=True) | Q(answer_count__gte=5, shown_at__isnull=False),
                name="ogo_ask_counts_five_or_more",
            ),
            models.CheckConstraint(condition=Q(kind="goals") | ~Q(text=""), name="ogo_ask_open_question_has_text"),
            models.CheckConstraint(
                condition=Q(shown_at__isnull=True) | Q(shown_at__gte=F("asked_at")), name="ogo_ask_shown_after_asked"
            ),
        ]

    def __str__(self) -> str:
        return self.text or self.get_kind_display()


class AskRecipient(models.Model):
    """A person who was asked, with a personal link. Deleted when the answers are shown."""

    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="recipients")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    link_version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ask", "person"], name="ogo_askrecipient_once")]

    def __str__(self) -> str:
        return f"{self.person}: {self.ask}"


class AskAnswer(models.Model):
    """An answer. Until it is shown only its writer reads it; shown without name, it no longer knows its writer.

    Shown without name, the two sentences about a goal are two rows, so that one does not give away the other.
    """

    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="answers")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    with_name = models.BooleanField(_("with my name"), default=False)
    text = ProseField(_("your answer"), max_length=1000, blank=True)
    unclear = ProseField(_("what you don’t quite see yet"), max_length=1000, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["ask", "person"], condition=Q(person__isnull=False), name="ogo_askanswer_once"
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(with_name=False), name="ogo_askanswer_name_has_a_person"
            ),
            models.CheckConstraint(condition=~Q(text="", unclear=""), name="ogo_askanswer_says_something"),
        ]

    def __str__(self) -> str:
        return self.text[:60]
