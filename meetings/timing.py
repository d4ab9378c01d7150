"""Where a meeting is in time, and what people may therefore do: reply, check in, have their attendance recorded."""

from datetime import timedelta
from enum import StrEnum

from django.utils import timezone

from meetings.models import Meeting

# People who come early can already check in; it counts from the start of the meeting.
CHECK_IN_OPENS_BEFORE = timedelta(hours=1)


class Phase(StrEnum):
    """Where a meeting is: before check-in opens, in the hour before it starts, in progress, or over."""

    NOT_YET = "not_yet"
    EARLY = "early"
    IN_PROGRESS = "in_progress"
    OVER = "over"

    @property
    def is_open(self) -> bool:
        """Whether people can check in."""
        return self in {Phase.EARLY, Phase.IN_PROGRESS}


def phase_of(meeting: Meeting) -> Phase | None:
    """Return the phase of a meeting, or None if it is not published, has no date or has no network."""
    if meeting.state != Meeting.State.PUBLISHED or meeting.begins is None or meeting.network_id is None:
        return None
    now = timezone.now()
    if meeting.is_over(now):
        return Phase.OVER
    if meeting.begins <= now:
        return Phase.IN_PROGRESS
    return Phase.EARLY if meeting.begins - CHECK_IN_OPENS_BEFORE <= now else Phase.NOT_YET


def has_begun(meeting: Meeting) -> bool:
    """Return whether a published meeting is in progress or over."""
    return meeting.state == Meeting.State.PUBLISHED and meeting.begins is not None and meeting.begins <= timezone.now()


def accepts_answers(meeting: Meeting) -> bool:
    """Return whether invitees can reply: the meeting is published, has a date and is not over."""
    return meeting.state == Meeting.State.PUBLISHED and not meeting.is_date_undecided and not meeting.is_over()
