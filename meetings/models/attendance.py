"""Who was there."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.models.invitee import MeetingInvitee


class Attendance(models.Model):
    """That somebody was or was not at a meeting. Without a row nobody said so, which is not the same as absent.

    What the facilitator ticks stands; what somebody says by the code in the room holds until then. Rows go three
    months after the study year.
    """

    class SaidBy(models.TextChoices):
        FACILITATOR = "facilitator", _("facilitator")
        PERSON = "person", _("the person")

    invitee = models.OneToOneField(MeetingInvitee, on_delete=models.CASCADE, related_name="attendance")
    was_there = models.BooleanField(_("was there"))
    said_by = models.CharField(max_length=12, choices=SaidBy.choices)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(said_by__in=["facilitator", "person"]), name="meetings_attendance_said_by_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.invitee}: {self.was_there}"
