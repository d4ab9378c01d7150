"""Emails around a meeting: before it, with what to prepare, and the day after, with what is there and what to do."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mailing.models import Email
from mailing.registry import EmailContent, email_type
from meetings.formatting import format_moment
from meetings.models import Attendance, Meeting, MeetingInvitee, Task
from meetings.selectors.calendar import link_of
from meetings.selectors.mail_choice import mail_choice_of
from meetings.services.reminders import REMINDER, THANKS

No = MeetingInvitee.Answer.NO


@email_type(REMINDER, label=gettext_lazy("that a meeting is near, with what to prepare"))
def reminder_email(email: Email) -> EmailContent | None:
    """Remind somebody of a meeting, unless they said no, or get an email about the week."""
    invitee = _invitee(email)
    if invitee is None or invitee.answer == No or invitee.meeting.is_over():
        return None
    meeting = invitee.meeting
    return EmailContent(
        subject=_("Soon: %(network)s, %(moment)s") % {"network": meeting.where, "moment": format_moment(meeting)},
        template="meetings/emails/reminder",
        context={**_context(invitee), "preparations": list(meeting.preparations.all())},
    )


@email_type(THANKS, label=gettext_lazy("what came of a meeting, and what you pick up"))
def thanks_email(email: Email) -> EmailContent | None:
    """Thank somebody for a meeting, with its notes and what they pick up; without either there is no email."""
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
        context={**_context(invitee), "has_notes": has_notes, "tasks": tasks, "missed": missed},
    )


def open_tasks(person: Any, meeting: Meeting) -> list[Task]:
    """Return what somebody picked up in the network of a meeting and did not tick off yet."""
    if meeting.network_id is None:
        return []
    return list(Task.objects.filter(owner=person, network=meeting.network_id, done_at=None))


def _invitee(email: Email) -> MeetingInvitee | None:
    """Return how the reader is invited, when the email still fits: same day, not off, not weekly, still there."""
    related = ("meeting__programme__calendar", "meeting__network", "person")
    rows = MeetingInvitee.objects.granting_access().select_related(*related)
    day = date.fromisoformat(email.params["day"])
    fits = rows.filter(meeting=email.params["meeting"], meeting__on_date=day, meeting__state=Meeting.State.PUBLISHED)
    invitee = fits.filter(person=email.recipient).first()
    return None if invitee is None or mail_choice_of(email.recipient).is_weekly else invitee


def _missed(invitee: MeetingInvitee) -> bool:
    """Return whether somebody was not there: what was ticked counts, else what they said beforehand."""
    said = Attendance.objects.filter(invitee=invitee).values_list("was_there", flat=True).first()
    return invitee.answer == No if said is None else not said


def _context(invitee: MeetingInvitee) -> dict[str, Any]:
    meeting = invitee.meeting
    return {
        "meeting": meeting,
        "where": meeting.where,
        "moment": format_moment(meeting),
        "answer": invitee.answer,
        "link": link_of(invitee),
    }
