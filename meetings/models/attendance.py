"""Attendance at meetings."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.models.invitee import MeetingInvitee


class Attendance(models.Model):
    """Whether an invitee was at a meeting. No row means that it was not recorded, which is not the same as absent.

    The facilitator's record overrides a check-in by code. Rows are deleted three months after the study year.
    """

    class RecordedBy(models.TextChoices):
        FACILITATOR = "facilitator", _("facilitator")
        PERSON = "person", _("the person")

    invitee = models.OneToOneField(MeetingInvitee, on_delete=models.CASCADE, related_name="attendance")
    was_there = models.BooleanField(_("was there"))
    recorded_by = models.CharField(max_length=12, choices=RecordedBy.choices)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(recorded_by__in=["facilitator", "person"]), name="meetings_attendance_recorded_by_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.invitee}: {self.was_there}"
