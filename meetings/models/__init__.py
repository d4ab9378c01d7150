"""Meetings: when a year has room for them, what they are for, who is invited, what is kept of them."""

from meetings.models.agenda import AgendaBlock, BlockKind
from meetings.models.attendance import Attendance
from meetings.models.calendar import BlockedPeriod, ProgrammeCalendar
from meetings.models.check_in import NetworkCheckIn
from meetings.models.conditions import ConditionsAnswered, ConditionsCheck, ConditionsCount, SupportNeed
from meetings.models.invitee import MeetingInvitee
from meetings.models.meeting import Meeting
from meetings.models.places import NetworkPlaces
from meetings.models.plan import YearPlan
from meetings.models.poll import DateMark, DateOption, DatePoll
from meetings.models.preparation import MeetingFile, Preparation, PreparationTick, Task
from meetings.models.subscription import CalendarFeed, MailChoice
from meetings.models.telling import Telling

__all__ = [
    "AgendaBlock",
    "Attendance",
    "BlockKind",
    "BlockedPeriod",
    "CalendarFeed",
    "ConditionsAnswered",
    "ConditionsCheck",
    "ConditionsCount",
    "DateMark",
    "DateOption",
    "DatePoll",
    "MailChoice",
    "Meeting",
    "MeetingFile",
    "MeetingInvitee",
    "NetworkCheckIn",
    "NetworkPlaces",
    "Preparation",
    "PreparationTick",
    "ProgrammeCalendar",
    "SupportNeed",
    "Task",
    "Telling",
    "YearPlan",
]
