"""Invitations to meetings."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField
from meetings.models.meeting import Meeting
from meetings.querysets import MeetingInviteeQuerySet


class MeetingInvitee(models.Model):
    """One person invited to one meeting, because of its kind or by hand, and their answer.

    The personal link is derived from this row; raising `link_version` revokes it. No reason is ever asked for.
    """

    class Source(models.TextChoices):
        KIND = "kind", _("takes part")
        MANUAL = "manual", _("added for this meeting")

    class Answer(models.TextChoices):
        OPEN = "", _("no answer yet")
        YES = "yes", _("I’ll be there")
        NO = "no", _("I can’t come")
        UNSURE = "unsure", _("I don’t know yet")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="invitees")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="meeting_invitations")
    source = models.CharField(max_length=8, choices=Source.choices, default=Source.KIND)
    # The name a planner typed for a guest: knowing an address must not reveal the name of its account.
    display_name = LineField(max_length=80, blank=True)
    answer = models.CharField(max_length=8, choices=Answer.choices, blank=True, default=Answer.OPEN)
    link_version = models.PositiveIntegerField(default=1)
    removed_at = models.DateTimeField(null=True, blank=True)
    # Raised when this person is removed and invited again: changes that other people's calendars do not need.
    personal_sequence = models.PositiveIntegerField(default=0)
    # The last sequence this person was notified of, if any, and whether that was a cancellation.
    notified_sequence = models.PositiveIntegerField(null=True, blank=True)
    notified_cancelled = models.BooleanField(default=False)
    # Whether an email put the meeting into their calendar, where emails then have to keep it up to date.
    in_calendar = models.BooleanField(default=False)

    objects: ClassVar[models.Manager["MeetingInvitee"]] = MeetingInviteeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="meetings_invitee_once_per_meeting"),
            models.CheckConstraint(
                condition=Q(answer__in=["", "yes", "no", "unsure"]), name="meetings_invitee_answer_known"
            ),
            models.CheckConstraint(condition=Q(source__in=["kind", "manual"]), name="meetings_invitee_source_known"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.meeting}"

    @property
    def sequence(self) -> int:
        """The iCalendar sequence number of the meeting for this person."""
        return self.meeting.sequence + self.personal_sequence

    @property
    def is_off(self) -> bool:
        """Whether this person is not expected: the meeting is cancelled, or they were removed from it."""
        return self.meeting.is_cancelled or self.removed_at is not None

    @property
    def changed_at(self) -> datetime:
        """The time when what this person's calendar shows last changed."""
        return max(self.meeting.changed_at, self.removed_at or self.meeting.changed_at)
