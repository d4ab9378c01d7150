"""How meetings reach a person: by calendar feed and by email."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class CalendarFeed(models.Model):
    """The version of a person's calendar feed. No row means version 1: it was never renewed or switched off.

    `page_version` is that of the personal link to the calendar page, where the feed can be renewed.
    """

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feed")
    version = models.PositiveIntegerField(default=1)
    page_version = models.PositiveIntegerField(default=1)
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.person} ({self.version})"


class MailChoice(models.Model):
    """How often a person wants emails about meetings, and how meetings get into their calendar. No row: at once.

    Changes to a meeting in the near future are always emailed at once, also to people who chose weekly emails.
    """

    class Frequency(models.TextChoices):
        AT_ONCE = "at_once", _("straight away")
        WEEKLY = "weekly", _("once a week, on Monday morning")

    class CalendarBy(models.TextChoices):
        MAIL = "mail", _("I get an invitation by email")
        FEED = "feed", _("I’ve added the link to my calendar")

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_choice")
    frequency = models.CharField(max_length=8, choices=Frequency.choices, default=Frequency.AT_ONCE)
    calendar_by = models.CharField(max_length=4, choices=CalendarBy.choices, default=CalendarBy.MAIL)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(frequency__in=["at_once", "weekly"], calendar_by__in=["mail", "feed"]),
                name="meetings_mailchoice_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.frequency}, {self.calendar_by}"

    @property
    def is_weekly(self) -> bool:
        """Whether emails are bundled on Mondays."""
        return self.frequency == self.Frequency.WEEKLY

    @property
    def has_feed(self) -> bool:
        """Whether the calendar follows the feed, so that emails need no calendar attachment."""
        return self.calendar_by == self.CalendarBy.FEED
