"""What meetings keep of a person."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.registry import KeptRow, Section, deletes, leaves_out, section_register
from meetings import kept
from meetings.models import (
    AgendaBlock,
    Attendance,
    CalendarFeed,
    ConditionsAnswered,
    DateMark,
    MailChoice,
    Meeting,
    MeetingFile,
    MeetingInvitee,
    PreparationTick,
    SupportNeed,
    Task,
    Telling,
)

DELETED = _("Is deleted.")
NAMELESS = _("Stays, without your name.")


def _day(meeting: Meeting | None) -> Any:
    return None if meeting is None else meeting.last_day


def _invitations(person: User) -> list[KeptRow]:
    rows = (
        MeetingInvitee.objects.filter(person=person)
        .select_related("meeting__network", "meeting__programme")
        .order_by("pk")
    )
    return [
        KeptRow(
            {
                "meeting": str(row.meeting.network or row.meeting.programme),
                "day": _day(row.meeting),
                "answer": row.answer,
            },
            {"answer": str(row.get_answer_display())},
        )
        for row in rows
    ]


def _attendance(person: User) -> list[KeptRow]:
    rows = Attendance.objects.filter(invitee__person=person).select_related("invitee__meeting").order_by("pk")
    return [KeptRow({"day": _day(row.invitee.meeting), "was_there": row.was_there}) for row in rows]


def _date_marks(person: User) -> list[KeptRow]:
    rows = DateMark.objects.filter(invitee__person=person).select_related("option").order_by("pk")
    return [
        KeptRow({"day": row.option.on_date, "mark": row.mark}, {"mark": str(row.get_mark_display())}) for row in rows
    ]


def _conditions(person: User) -> list[KeptRow]:
    rows = ConditionsAnswered.objects.filter(person=person).select_related("check_of__network").order_by("pk")
    return [KeptRow({"network": row.check_of.network.name, "year": row.check_of.first_year}) for row in rows]


def _support_needs(person: User) -> list[KeptRow]:
    rows = SupportNeed.objects.filter(owner=person).order_by("pk")
    return [KeptRow({"what": row.text, "due_on": row.due_on, "done_at": row.done_at}) for row in rows]


def _blocks(person: User) -> list[KeptRow]:
    rows = AgendaBlock.objects.filter(lead=person) | AgendaBlock.objects.filter(proposed_by=person)
    return [
        KeptRow({"day": _day(row.meeting), "what": row.title, "leads": row.lead_id == person.pk})
        for row in rows.select_related("meeting").order_by("pk")
    ]


def _tasks(person: User) -> list[KeptRow]:
    rows = Task.objects.filter(owner=person).order_by("pk")
    return [KeptRow({"what": row.text, "due_on": row.due_on, "done_at": row.done_at}) for row in rows]


def _ticks(person: User) -> list[KeptRow]:
    rows = PreparationTick.objects.filter(person=person).select_related("preparation").order_by("pk")
    return [KeptRow({"what": row.preparation.text}) for row in rows]


def _files(person: User) -> list[KeptRow]:
    rows = MeetingFile.objects.filter(added_by=person).defer("content").order_by("pk")
    return [KeptRow({"name": row.name, "day": row.added_at}) for row in rows]


def _tellings(person: User) -> list[KeptRow]:
    rows = Telling.objects.filter(person=person).select_related("network").order_by("pk")
    return [KeptRow({"network": row.network.name, "what": row.text, "day": row.told_at}) for row in rows]


def _called(person: User) -> list[KeptRow]:
    rows = Meeting.objects.filter(host=person).order_by("pk")
    return [KeptRow({"title": row.title, "day": _day(row)}) for row in rows]


def _feed(person: User) -> list[KeptRow]:
    rows = CalendarFeed.objects.filter(person=person)
    return [KeptRow({"renewed": row.version > 1, "stopped_on": row.revoked_at}) for row in rows]


def _mail_choice(person: User) -> list[KeptRow]:
    rows = MailChoice.objects.filter(person=person)
    return [
        KeptRow(
            {"rhythm": row.rhythm, "calendar_by": row.calendar_by},
            {"rhythm": str(row.get_rhythm_display()), "calendar_by": str(row.get_calendar_by_display())},
        )
        for row in rows
    ]


for _section in (
    Section(
        code="meetings.attendance",
        kind=kept.PRESENCE,
        title=_("Meetings you were at"),
        columns={"day": _("Day"), "was_there": _("You were there")},
        rows=_attendance,
        erase=deletes("meetings.Attendance", "invitee__person"),
        erased=DELETED,
    ),
    Section(
        code="meetings.date_marks",
        kind=kept.PRESENCE,
        title=_("Which days suit you"),
        columns={"day": _("Day"), "mark": _("You said")},
        rows=_date_marks,
        erase=deletes("meetings.DateMark", "invitee__person"),
        erased=DELETED,
    ),
    Section(
        code="meetings.invitations",
        kind=kept.INVITATIONS,
        title=_("Meetings you are invited to, and what you answered"),
        columns={"meeting": _("Of"), "day": _("Day"), "answer": _("Your answer")},
        rows=_invitations,
        erase=deletes("meetings.MeetingInvitee", "person"),
        erased=DELETED,
        covers=("meetings.MeetingInvitee.person",),
    ),
    Section(
        code="meetings.conditions",
        kind=kept.CONDITIONS,
        title=_("That you said whether everything is ready for online; not what you said"),
        columns={"network": _("Of"), "year": _("Study year from")},
        rows=_conditions,
        erase=deletes("meetings.ConditionsAnswered", "person"),
        erased=DELETED,
        covers=("meetings.ConditionsAnswered.person",),
    ),
    Section(
        code="meetings.support_needs",
        kind=kept.SUPPORT_NEEDS,
        title=_("What you arrange before a meeting online"),
        columns={"what": _("What"), "due_on": _("Before"), "done_at": _("Done on")},
        rows=_support_needs,
        erase=leaves_out("meetings.SupportNeed", "owner"),
        erased=NAMELESS,
        covers=("meetings.SupportNeed.owner",),
    ),
    Section(
        code="meetings.blocks",
        kind=kept.AGENDA,
        title=_("What you lead or put on the agenda"),
        columns={"day": _("Day"), "what": _("What"), "leads": _("You lead it")},
        rows=_blocks,
        erase=leaves_out("meetings.AgendaBlock", "lead", "proposed_by"),
        erased=NAMELESS,
        covers=("meetings.AgendaBlock.lead", "meetings.AgendaBlock.proposed_by"),
    ),
    Section(
        code="meetings.tasks",
        kind=kept.TASKS,
        title=_("What you pick up"),
        columns={"what": _("What"), "due_on": _("Before"), "done_at": _("Done on")},
        rows=_tasks,
        erase=leaves_out("meetings.Task", "owner"),
        erased=NAMELESS,
        covers=("meetings.Task.owner",),
    ),
    Section(
        code="meetings.ticks",
        kind=kept.TICKS,
        title=_("Preparation that you ticked off"),
        columns={"what": _("What")},
        rows=_ticks,
        erase=deletes("meetings.PreparationTick", "person"),
        erased=DELETED,
        covers=("meetings.PreparationTick.person",),
    ),
    Section(
        code="meetings.files",
        kind=kept.AGENDA,
        title=_("Files that you added to a meeting"),
        columns={"name": _("Name"), "day": _("Day")},
        rows=_files,
        erase=leaves_out("meetings.MeetingFile", "added_by"),
        erased=NAMELESS,
        covers=("meetings.MeetingFile.added_by",),
    ),
    Section(
        code="meetings.tellings",
        kind=kept.TELLINGS,
        title=_("What you told your networks"),
        columns={"network": _("Of"), "what": _("What"), "day": _("Day")},
        rows=_tellings,
        erase=deletes("meetings.Telling", "person"),
        erased=DELETED,
        covers=("meetings.Telling.person",),
    ),
    Section(
        code="meetings.called",
        kind=kept.AGENDA,
        title=_("Moments that you started"),
        columns={"title": _("What"), "day": _("Day")},
        rows=_called,
        erase=leaves_out("meetings.Meeting", "host"),
        erased=NAMELESS,
        covers=("meetings.Meeting.host",),
    ),
    Section(
        code="meetings.feed",
        kind=kept.CHOICES,
        title=_("The link to your calendar"),
        columns={"renewed": _("You made a new one"), "stopped_on": _("Stopped on")},
        rows=_feed,
        erase=deletes("meetings.CalendarFeed", "person"),
        erased=DELETED,
        covers=("meetings.CalendarFeed.person",),
    ),
    Section(
        code="meetings.mail_choice",
        kind=kept.CHOICES,
        title=_("How you want messages about meetings"),
        columns={"rhythm": _("When"), "calendar_by": _("Into your calendar")},
        rows=_mail_choice,
        erase=deletes("meetings.MailChoice", "person"),
        erased=DELETED,
        covers=("meetings.MailChoice.person",),
    ),
):
    section_register(_section)
