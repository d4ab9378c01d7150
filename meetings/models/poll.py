"""Polls for the date of a meeting."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.models.invitee import MeetingInvitee
from meetings.models.meeting import Meeting


class DatePoll(models.Model):
    """A question to all invitees which dates they can make. Deleted with the choice of a date or a cancellation."""

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="poll")
    opened_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.meeting}"


class DateOption(models.Model):
    """One day and start time to choose from."""

    poll = models.ForeignKey(DatePoll, on_delete=models.CASCADE, related_name="options")
    on_date = models.DateField(_("day"))
    starts_at = models.TimeField(_("from"))

    class Meta:
        ordering = ["on_date", "starts_at"]
        constraints = [
            models.UniqueConstraint(fields=["poll", "on_date", "starts_at"], name="meetings_dateoption_once_per_poll"),
        ]

    def __str__(self) -> str:
        return f"{self.on_date} {self.starts_at}"


class DateMark(models.Model):
    """Whether one person can make one option. Visible to that person and the facilitator; deleted with the poll."""

    class Mark(models.TextChoices):
        YES = "yes", _("works")
        MAYBE = "unsure", _("might work")
        NO = "no", _("doesn’t work")

    option = models.ForeignKey(DateOption, on_delete=models.CASCADE, related_name="marks")
    invitee = models.ForeignKey(MeetingInvitee, on_delete=models.CASCADE, related_name="date_marks")
    mark = models.CharField(max_length=8, choices=Mark.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["option", "invitee"], name="meetings_datemark_once_per_option"),
            models.CheckConstraint(condition=Q(mark__in=["yes", "unsure", "no"]), name="meetings_datemark_known"),
        ]

    def __str__(self) -> str:
        return f"{self.invitee}: {self.mark}"
