"""Who is invited to a meeting."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.models.meeting import Meeting
from meetings.querysets import MeetingInviteeQuerySet


class MeetingInvitee(models.Model):
    """One person invited to one meeting, by its kind or by hand, and what they answered.

    The personal link is derived from this row; raising `link_version` ends it. No reason is asked for, ever.
    """

    class Because(models.TextChoices):
        KIND = "kind", _("takes part")
        ADDED = "added", _("added for this meeting")

    class Answer(models.TextChoices):
        OPEN = "", _("no answer yet")
        YES = "yes", _("I will be there")
        NO = "no", _("I cannot come")
        UNSURE = "unsure", _("I do not know yet")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="invitees")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="meeting_invitations")
    because = models.CharField(max_length=8, choices=Because.choices, default=Because.KIND)
    # What who added them calls them: the name of an account is told to nobody who only knows its address.
    called = models.CharField(max_length=80, blank=True)
    answer = models.CharField(max_length=8, choices=Answer.choices, blank=True, default=Answer.OPEN)
    link_version = models.PositiveIntegerField(default=1)
    removed_at = models.DateTimeField(null=True, blank=True)
    # Rises when this person is taken off the list and put on it again, which the others' calendars need not hear of.
    own_sequence = models.PositiveIntegerField(default=0)
    # What this person was told last: nothing, or a sequence, and whether that was a cancel.
    told_sequence = models.PositiveIntegerField(null=True, blank=True)
    told_cancelled = models.BooleanField(default=False)
    # Whether a message of ours put it into their calendar, where it has to be kept right from then on.
    in_calendar = models.BooleanField(default=False)

    objects: ClassVar[models.Manager["MeetingInvitee"]] = MeetingInviteeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="meetings_invitee_once_per_meeting"),
            models.CheckConstraint(
                condition=Q(answer__in=["", "yes", "no", "unsure"]), name="meetings_invitee_answer_known"
            ),
            models.CheckConstraint(condition=Q(because__in=["kind", "added"]), name="meetings_invitee_because_known"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.meeting}"

    @property
    def sequence(self) -> int:
        """What calendars order the changes by, for this person."""
        return self.meeting.sequence + self.own_sequence

    @property
    def is_off(self) -> bool:
        """Whether this person is not expected (any more): the meeting is off, or they are not on its list."""
        return self.meeting.is_cancelled or self.removed_at is not None

    @property
    def changed_at(self) -> datetime:
        """When what this person's calendar shows changed last."""
        return max(self.meeting.changed_at, self.removed_at or self.meeting.changed_at)
