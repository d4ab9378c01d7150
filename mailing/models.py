"""Letters as rows: what has to be sent to whom, rendered only when it is sent."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Letter(models.Model):
    """One letter for one person on one occasion. Holds ids only; text, links and tokens are made at sending.

    `handled_at` says that the letter was dealt with: sent, or no longer wanted when its turn came. Rows do not tell
    which, so that a list of reminders never shows who had not answered.

    Letters of one `stream` leave in the order in which they were written. `may_have_left` is the edition of a letter
    that was on its way when the worker last heard of it: whether it arrived is not known.
    """

    kind = models.CharField(max_length=60)
    occasion = models.CharField(max_length=120)
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="letters")
    params = models.JSONField(default=dict)
    due_at = models.DateTimeField()
    handled_at = models.DateTimeField(null=True, blank=True)
    stream = models.CharField(max_length=80, blank=True)
    may_have_left = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "occasion", "recipient"], name="mailing_letter_once_per_occasion_and_person"
            ),
        ]
        indexes = [
            models.Index(
                fields=["stream", "id"],
                condition=Q(handled_at__isnull=True) & ~Q(stream=""),
                name="mailing_letter_stream_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.occasion}"


class ShownMessage(models.Model):
    """A message that the demo shows on a page instead of sending it. Written by the demo's mail backend only."""

    to = models.EmailField()
    subject = models.CharField(max_length=250)
    text = models.TextField()
    html = models.TextField(blank=True)
    calendar = models.TextField(blank=True)
    message_id = models.CharField(max_length=250, unique=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.subject
