"""The emails around a meeting: a reminder with the preparation, and the notes and tasks on the day after."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mailing.models import Email
from mailing.registry import EmailContent, email_type
from meetings.models import Attendance, Meeting, MeetingInvitee, Task
from meetings.selectors.calendar import link_of
from meetings.selectors.mail_choice import mail_choice_of
from meetings.selectors.zones import format_moment_for
from meetings.services.reminders import REMINDER, THANKS

No = MeetingInvitee.Answer.NO


@email_type(REMINDER, label=gettext_lazy("a reminder of a meeting, with the preparation"))
def reminder_email(email: Email) -> EmailContent | None:
    """Return the reminder, or None if the invitee is not coming or gets weekly emails."""
    invitee = _invitee(email)
    if invitee is None or invitee.answer == No or invitee.meeting.is_over():
        return None
    meeting = invitee.meeting
    return EmailContent(
        subject=_("Coming up: %(network)s, %(moment)s")
        % {"network": meeting.where, "moment": format_moment_for(meeting, email.recipient)},
        template="meetings/emails/reminder",
        sender=meeting.programme.sender,
        context={**_context(invitee), "preparations": list(meeting.preparations.all())},
    )


@email_type(THANKS, label=gettext_lazy("the notes of a meeting, and your tasks"))
def thanks_email(email: Email) -> EmailContent | None:
    """Return the email of the day after, or None if there are neither notes nor tasks."""
    invitee = _invitee(email)
    if invitee is None or not invitee.meeting.is_over():
        return None
    meeting = invitee.meeting
    has_notes = bool(meeting.notes_what or meeting.notes_how or meeting.notes_why)
    tasks = open_tasks(email.recipient, meeting)
    if not has_notes and not tasks:
        return None
    missed = _missed(invitee)
    subject = _("What you missed: %(network)s") if missed else _("After the meeting: %(network)s")
    return EmailContent(
        subject=subject % {"network": meeting.where},
        template="meetings/emails/thanks",
        sender=meeting.programme.sender,
        context={**_context(invitee), "has_notes": has_notes, "tasks": tasks, "missed": missed},
    )


def open_tasks(person: Any, meeting: Meeting) -> list[Task]:
    """Return a person's open tasks in the network of a meeting."""
    if meeting.network_id is None:
        return []
    return list(Task.objects.filter(owner=person, network=meeting.network_id, done_at=None))


def _invitee(email: Email) -> MeetingInvitee | None:
    """Return the invitation, or None if the meeting moved, or the person lost access or gets weekly emails."""
    related = ("meeting__programme__calendar", "meeting__network", "person")
    rows = MeetingInvitee.objects.granting_access().select_related(*related)
    day = date.fromisoformat(email.params["day"])
    fits = rows.filter(meeting=email.params["meeting"], meeting__on_date=day, meeting__state=Meeting.State.PUBLISHED)
    invitee = fits.filter(person=email.recipient).first()
    return None if invitee is None or mail_choice_of(email.recipient).is_weekly else invitee


def _missed(invitee: MeetingInvitee) -> bool:
    """Return whether the invitee was absent, by the recorded attendance or else by their answer."""
    was_there = Attendance.objects.filter(invitee=invitee).values_list("was_there", flat=True).first()
    return invitee.answer == No if was_there is None else not was_there


def _context(invitee: MeetingInvitee) -> dict[str, Any]:
    meeting = invitee.meeting
    return {
        "meeting": meeting,
        "where": meeting.where,
        "moment": format_moment_for(meeting, invitee.person),
        "answer": invitee.answer,
        "link": link_of(invitee),
    }
