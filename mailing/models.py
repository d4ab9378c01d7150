"""The outbox: emails as rows, rendered only when they are sent."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Email(models.Model):
    """One email to one person. Holds ids only: text, links and tokens are created when it is sent.

    `handled_at` is set once the email has been sent or turned out to be no longer wanted. A row does not say which, so
    that a list of reminders cannot reveal who had not answered.

    Emails with the same `ordering_key` are sent in the order in which they were enqueued. `in_flight` holds the edition
    that was being handed to the mail server when the worker last reported: whether it arrived is unknown.

    `refused_since` is when the server first refused this email alone; `unanswered` counts how often it got the whole
    message without saying whether it took it.
    """

    email_type = models.CharField(max_length=60)
    idempotency_key = models.CharField(max_length=120)
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="emails")
    params = models.JSONField(default=dict)
    due_at = models.DateTimeField()
    handled_at = models.DateTimeField(null=True, blank=True)
    ordering_key = models.CharField(max_length=80, blank=True)
    in_flight = models.CharField(max_length=40, blank=True)
    refused_since = models.DateTimeField(null=True, blank=True)
    # Why the server refused it: shown beside the name until another email arrives.
    refusal = models.CharField(max_length=10, blank=True)
    # When a bounce arrived, after the mail server had taken the email. Never set for confidential types.
    bounced_at = models.DateTimeField(null=True, blank=True)
    unanswered = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["email_type", "idempotency_key", "recipient"], name="mailing_email_once_per_key_and_person"
            ),
        ]
        indexes = [
            models.Index(
                fields=["ordering_key", "id"],
                condition=Q(handled_at__isnull=True) & ~Q(ordering_key=""),
                name="mailing_email_pending_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email_type} {self.idempotency_key}"


class ShownMessage(models.Model):
    """A message that the demo shows on a page instead of sending it. Created by the demo's mail backend only."""

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
