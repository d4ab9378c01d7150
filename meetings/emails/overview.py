"""The overview of upcoming meetings in a network, sent before the short emails about each one."""

from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mailing.models import Email
from mailing.registry import EmailContent, email_type
from meetings.models import MeetingInvitee
from meetings.selectors.feed import calendar_page_link
from meetings.selectors.mail_choice import mail_choice_of
from meetings.selectors.notifications import CalendarState, upcoming_invitations
from meetings.selectors.zones import format_moment_for
from meetings.services.notifications import OVERVIEW, calendar_states_save

# The number of new meetings from which an overview is sent.
MIN_NEW = 3


@email_type(OVERVIEW, label=gettext_lazy("an overview of the meetings of a network"))
def overview_email(email: Email) -> EmailContent | None:
    """Return the overview of a network, or None if few meetings are new to the person."""
    coming = upcoming_invitations(email.recipient, network_key=email.params["network"])
    new = [invitee for invitee in coming if invitee.notified_sequence is None]
    if len(new) < MIN_NEW:
        return None
    choice = mail_choice_of(email.recipient)
    where = coming[0].meeting.where
    # A meeting that an email put in their calendar needs an email of its own to update it.
    by_email = [invitee for invitee in new if not invitee.in_calendar]
    states = [_calendar_state(invitee) for invitee in by_email if invitee.meeting.is_date_undecided or choice.has_feed]
    return EmailContent(
        subject=_("Your meetings of %(network)s") % {"network": where},
        template="meetings/emails/overview",
        sender=coming[0].meeting.programme.sender,
        context={
            "where": where,
            "lines": [_line(invitee) for invitee in coming],
            "has_feed": choice.has_feed,
            "calendar_link": calendar_page_link(email.recipient),
        },
        on_sent=partial(calendar_states_save, states=states),
    )


def _line(invitee: MeetingInvitee) -> str:
    meeting = invitee.meeting
    return " · ".join(
        part
        for part in (format_moment_for(meeting, invitee.person), meeting.place or meeting.get_mode_display())
        if part
    )


def _calendar_state(invitee: MeetingInvitee) -> CalendarState:
    return CalendarState(invitee.pk, invitee.sequence, cancelled=False, in_calendar=False)
