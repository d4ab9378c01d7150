"""The email that takes a meeting out of the calendar of a former address."""

from dataclasses import replace

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mailing.models import Email
from mailing.registry import CalendarPart, EmailContent, email_type
from meetings.ics import CANCEL, message_write
from meetings.models import MeetingInvitee
from meetings.selectors.calendar import feed_entry_of
from meetings.selectors.zones import format_moment_for
from meetings.services.old_calendar import OLD_CALENDAR


@email_type(OLD_CALENDAR, label=gettext_lazy("that a meeting leaves the calendar of your old address"))
def old_calendar_email(email: Email) -> EmailContent | None:
    """Return the cancellation for a former address, without a personal link; None if the meeting is over or deleted."""
    related = ("meeting__programme__calendar", "meeting__network__links", "person")
    invitee = MeetingInvitee.objects.select_related(*related).filter(pk=email.params["invitee"]).first()
    if invitee is None or invitee.person_id != email.recipient_id or invitee.meeting.is_over():
        return None
    meeting, address = invitee.meeting, email.params["to"]
    entry = feed_entry_of(invitee)
    attendee = replace(entry.attendee, email=address) if entry.attendee else None
    entry = replace(entry, sequence=email.params["sequence"], attendee=attendee)
    moment = format_moment_for(meeting, invitee.person)
    return EmailContent(
        subject=_("No longer in this calendar: %(network)s, %(moment)s") % {"network": meeting.where, "moment": moment},
        template="meetings/emails/old_calendar",
        sender=meeting.programme.sender,
        context={"where": meeting.where, "moment": moment},
        calendar=CalendarPart(CANCEL, message_write(entry, method=CANCEL, zone=meeting.zone, made_at=timezone.now())),
        to=address,
    )
