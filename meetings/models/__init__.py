"""Meetings: their dates, purpose, agenda, invitees and records, and the calendar of their programme."""

from meetings.models.agenda import AgendaBlock, BlockKind
from meetings.models.attendance import Attendance
from meetings.models.calendar import BlockedPeriod, ProgrammeCalendar
from meetings.models.check_in import NetworkCheckIn
from meetings.models.invitee import MeetingInvitee
from meetings.models.links import NetworkLinks
from meetings.models.meeting import Meeting
from meetings.models.online_readiness import (
    OnlineReadinessCheck,
    OnlineReadinessCount,
    OnlineReadinessRespondent,
    SupportNeed,
)
from meetings.models.plan import YearPlan
from meetings.models.poll import DateMark, DateOption, DatePoll
from meetings.models.post import Post
from meetings.models.preparation import MeetingFile, Preparation, PreparationTick, Task
from meetings.models.subscription import CalendarFeed, MailChoice

__all__ = [
    "AgendaBlock",
    "Attendance",
    "BlockKind",
    "BlockedPeriod",
    "CalendarFeed",
    "DateMark",
    "DateOption",
    "DatePoll",
    "MailChoice",
    "Meeting",
    "MeetingFile",
    "MeetingInvitee",
    "NetworkCheckIn",
    "NetworkLinks",
    "OnlineReadinessCheck",
    "OnlineReadinessCount",
    "OnlineReadinessRespondent",
    "Post",
    "Preparation",
    "PreparationTick",
    "ProgrammeCalendar",
    "SupportNeed",
    "Task",
    "YearPlan",
]
