"""How meetings reach somebody: a link to subscribe a calendar to, and letters."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class CalendarFeed(models.Model):
    """The link to somebody's calendar, once it was renewed or stopped; until then it has no row and is version 1."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feed")
    version = models.PositiveIntegerField(default=1)
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.person} ({self.version})"


class MailChoice(models.Model):
    """How often somebody wants letters about meetings, and how these come into their calendar. Without a row: at once.

    Weekly letters leave nothing out: what changes about a meeting that is near is told at once all the same.
    """

    class Rhythm(models.TextChoices):
        AT_ONCE = "at_once", _("as soon as there is something")
        WEEKLY = "weekly", _("once a week, on Monday morning")

    class CalendarBy(models.TextChoices):
        MAIL = "mail", _("each message brings the meeting along")
        FEED = "feed", _("my calendar follows the link above")

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_choice")
    rhythm = models.CharField(max_length=8, choices=Rhythm.choices, default=Rhythm.AT_ONCE)
    calendar_by = models.CharField(max_length=4, choices=CalendarBy.choices, default=CalendarBy.MAIL)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(rhythm__in=["at_once", "weekly"], calendar_by__in=["mail", "feed"]),
                name="meetings_mailchoice_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.rhythm}, {self.calendar_by}"

    @property
    def is_weekly(self) -> bool:
        """Whether letters wait for Monday."""
        return self.rhythm == self.Rhythm.WEEKLY

    @property
    def has_feed(self) -> bool:
        """Whether the calendar follows the link, so that letters need not bring anything along."""
        return self.calendar_by == self.CalendarBy.FEED
