"""Personal data of meetings: invitations, attendance, names on the agenda, tasks, posts and choices."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.registry import ANONYMISE, DELETE, DELETED_WITH_PARENT, DataCategory, DataGroup, PersonalData, declare
from accounts.retention import Expiry, after, purged_by, with_account
from jobs.retention import INVITATION_RETENTION
from meetings.models import (
    AgendaBlock,
    Attendance,
    CalendarFeed,
    DateMark,
    MailChoice,
    Meeting,
    MeetingFile,
    MeetingInvitee,
    OnlineReadinessRespondent,
    Post,
    PreparationTick,
    SupportNeed,
    Task,
)
from meetings.retention import AFTER_TERM, ATTENDANCE_RETENTION, WITHOUT_TERM, last_expired_day
from meetings.services.retention import answers_purge, invitations_purge

WITH_NETWORK = _("Until %(period)s after the network ends; without an end date, %(otherwise)s")
NAME_WITH_NETWORK = _(
    "Until %(period)s after the network ends; without an end date, %(otherwise)s. After that your name is removed"
)
AFTER_STUDY_YEAR = _("Until %(period)s after the study year")


def after_network(network: str, otherwise: Expiry, words: Any = NAME_WITH_NETWORK) -> Expiry:
    """Let rows expire a year after the network at the lookup `network` ends, or by a date of their own."""
    return after(f"{network}__ends_on", AFTER_TERM, words=words, otherwise=otherwise)


def after_meeting(meeting: str = "") -> Expiry:
    """Let rows expire four years after the meeting that the prefix `meeting` leads to, or after its window."""
    return after(f"{meeting}on_date", WITHOUT_TERM, otherwise=after(f"{meeting}window_ends", WITHOUT_TERM))


def after_study_year(day: str) -> Expiry:
    """Let rows expire three months after the study year of the day at this lookup."""
    return Expiry(
        AFTER_STUDY_YEAR, ATTENDANCE_RETENTION, condition=lambda _model: Q(**{f"{day}__lte": last_expired_day()})
    )


PRESENCE = DataCategory(
    "meetings.presence",
    DataGroup.MEETINGS,
    _("Whether you come, whether you were there, and which days suit you"),
    purpose=_("So that meetings can be prepared, and you can read what you missed"),
    permission="SEE_REPLIES",
    seen_by=_("A summary of the whole network: your network and its coordinators."),
    risk="becomes a time clock",
)
AGENDA = DataCategory(
    "meetings.agenda",
    DataGroup.MEETINGS,
    _("What you lead, start, suggest for the agenda or add as a file"),
    purpose=_("So that everyone knows whom to ask"),
    permission="SEE_MEETING",
    risk="becomes evidence long after it was conversation",
)
CHOICES = DataCategory(
    "meetings.choices",
    DataGroup.MEETINGS,
    _("How you want to get messages about meetings, and the link to your calendar"),
    purpose=_("So that you hear about meetings in your own way"),
)

declare(
    PersonalData(
        Attendance,
        PRESENCE,
        code="meetings.attendance",
        title=_("Meetings you attended"),
        person="invitee__person",
        columns={"day": (_("Day"), "invitee__meeting__last_day"), "was_there": _("You were there")},
        on_erase=DELETE,
        expires=after_study_year("invitee__meeting__on_date"),
    ),
    PersonalData(
        DateMark,
        PRESENCE,
        code="meetings.date_marks",
        title=_("Which days suit you"),
        person="invitee__person",
        columns={"day": (_("Day"), "option__on_date"), "mark": _("You said")},
        on_erase=DELETE,
        expires=after_study_year("option__on_date"),
    ),
    PersonalData(
        MeetingInvitee,
        PRESENCE,
        code="meetings.answers",
        title=_("Whether you come"),
        person="person",
        columns={"day": (_("Day"), "meeting__last_day"), "answer": _("Your answer")},
        where=~Q(answer=MeetingInvitee.Answer.OPEN),
        on_erase=DELETED_WITH_PARENT,
        expires=purged_by(answers_purge, period=ATTENDANCE_RETENTION, words=AFTER_STUDY_YEAR),
    ),
    PersonalData(
        MeetingInvitee,
        DataCategory(
            "meetings.invitations",
            DataGroup.MEETINGS,
            _("That you are invited to a meeting"),
            purpose=_("For messages, your calendar, and reading about it later"),
            permission="SEE_REPLIES",
            risk="where people were asked, and a link that still opens something",
        ),
        title=_("Meetings you are invited to"),
        person="person",
        columns={
            "meeting": (_("Of"), lambda row: str(row.meeting.network or row.meeting.programme)),
            "day": (_("Day"), "meeting__last_day"),
        },
        related=("meeting__network", "meeting__programme"),
        on_erase=DELETE,
        expires=purged_by(
            invitations_purge,
            period=INVITATION_RETENTION,
            words=_(
                "Until %(period)s after the meeting, and at least as long as we store who attended. A meeting for some "
                "people only stays open to you as long as you take part"
            ),
        ),
    ),
    PersonalData(
        OnlineReadinessRespondent,
        DataCategory(
            "meetings.online_readiness",
            DataGroup.MEETINGS,
            _("That you answered whether everything is ready for online; not your answer"),
            purpose=_("So that everyone is asked once"),
        ),
        person="person",
        columns={
            "network": (_("Of"), "readiness_check__network__name"),
            "year": (_("Study year starting in"), "readiness_check__first_year"),
        },
        on_erase=DELETE,
        expires=Expiry(
            AFTER_STUDY_YEAR,
            ATTENDANCE_RETENTION,
            condition=lambda _model: Q(readiness_check__first_year__lt=last_expired_day().year),
        ),
    ),
    PersonalData(
        SupportNeed,
        DataCategory(
            "meetings.support_needs",
            DataGroup.MEETINGS,
            _("What you arrange before an online meeting"),
            purpose=_("So that everyone can join"),
            permission="JOIN_MEETING",
        ),
        person="owner",
        columns={"what": (_("What"), "text"), "due_on": _("Before"), "done_at": _("Done on")},
        on_erase=ANONYMISE,
        expires=after_network("network", after("due_on", WITHOUT_TERM)),
    ),
    PersonalData(
        AgendaBlock,
        AGENDA,
        code="meetings.blocks_led",
        title=_("What you lead"),
        person="lead",
        columns={"day": (_("Day"), "meeting__last_day"), "what": (_("What"), "title")},
        on_erase=ANONYMISE,
        expires=after_network("meeting__network", after_meeting("meeting__")),
    ),
    PersonalData(
        AgendaBlock,
        AGENDA,
        code="meetings.blocks_proposed",
        title=_("What you suggested for the agenda"),
        person="proposed_by",
        columns={"day": (_("Day"), "meeting__last_day"), "what": (_("What"), "title")},
        on_erase=ANONYMISE,
        expires=after_network("meeting__network", after_meeting("meeting__")),
    ),
    PersonalData(
        Task,
        DataCategory(
            "meetings.tasks",
            DataGroup.MEETINGS,
            _("What you take on"),
            purpose=_("So that everyone knows who does what"),
            permission="SHARE_IN_NETWORK",
        ),
        person="owner",
        columns={"what": (_("What"), "text"), "due_on": _("Before"), "done_at": _("Done on")},
        on_erase=ANONYMISE,
        expires=after_network("network", after("done_at", WITHOUT_TERM)),
    ),
    PersonalData(
        PreparationTick,
        DataCategory(
            "meetings.ticks",
            DataGroup.MEETINGS,
            _("Preparation that you ticked off"),
            purpose=_("So that you see what is left"),
        ),
        person="person",
        columns={"what": (_("What"), "preparation__text")},
        on_erase=DELETE,
        expires=after_network(
            "preparation__meeting__network", after_meeting("preparation__meeting__"), words=WITH_NETWORK
        ),
    ),
    PersonalData(
        MeetingFile,
        AGENDA,
        code="meetings.files",
        title=_("Files that you added to a meeting"),
        person="added_by",
        columns={"name": _("Name"), "day": (_("Day"), "added_at")},
        on_erase=ANONYMISE,
        expires=after_network("meeting__network", after_meeting("meeting__")),
        dependents="Preparation that refers to a file is the meeting's, whoever added the file.",
    ),
    PersonalData(
        Post,
        DataCategory(
            "meetings.posts",
            DataGroup.MEETINGS,
            _("What you shared with your networks"),
            purpose=_("So that others read what you try"),
            permission="SHARE_IN_NETWORK",
            risk="becomes evidence long after it was conversation",
        ),
        person="person",
        columns={"network": (_("Of"), "network__name"), "what": (_("What"), "text"), "day": (_("Day"), "posted_at")},
        on_erase=DELETE,
        expires=after_network("network", after("posted_at", WITHOUT_TERM), words=WITH_NETWORK),
    ),
    PersonalData(
        Meeting,
        AGENDA,
        code="meetings.hosted",
        title=_("Get-togethers that you started"),
        person="host",
        columns={"title": _("What"), "day": (_("Day"), "last_day")},
        on_erase=ANONYMISE,
        expires=after_network("network", after_meeting()),
        dependents="What belongs to a meeting is its network's, and says nothing about the person who started it.",
    ),
    PersonalData(
        CalendarFeed,
        CHOICES,
        code="meetings.feed",
        title=_("The link to your calendar"),
        person="person",
        columns={
            "renewed": (_("You created a new one"), lambda row: row.version > 1),
            "stopped_on": (_("Switched off on"), "revoked_at"),
        },
        on_erase=DELETE,
        expires=with_account(),
    ),
    PersonalData(
        MailChoice,
        CHOICES,
        code="meetings.mail_choice",
        title=_("How you want to get messages about meetings"),
        person="person",
        columns={"frequency": _("When"), "calendar_by": _("Into your calendar")},
        on_erase=DELETE,
        expires=with_account(),
    ),
)
