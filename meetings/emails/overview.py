"""One email about all that comes, before the short ones about each meeting."""

from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mailing.models import Email
from mailing.registry import EmailContent, email_type
from meetings.formatting import format_moment
from meetings.models import MeetingInvitee
from meetings.selectors.calendar import own_calendar_link
from meetings.selectors.mail_choice import mail_choice_of
from meetings.selectors.notifications import CalendarState, upcoming_invitations
from meetings.services.notifications import OVERVIEW, calendar_states_save

# From so many new meetings on, one email shows them together.
TOGETHER = 3


@email_type(OVERVIEW, label=gettext_lazy("the meetings of a network, all together"))
def overview_email(email: Email) -> EmailContent | None:
    """Show somebody what comes in a network, when several meetings are new to them."""
    coming = upcoming_invitations(email.recipient, network_key=email.params["network"])
    new = [invitee for invitee in coming if invitee.notified_sequence is None]
    if len(new) < TOGETHER:
        return None
    choice = mail_choice_of(email.recipient)
    where = coming[0].meeting.where
    # What stands in their calendar by an email of ours has to be kept right by an email.
    by_email = [invitee for invitee in new if not invitee.in_calendar]
    told = [_told(invitee) for invitee in by_email if invitee.meeting.is_date_undecided or choice.has_feed]
    return EmailContent(
        subject=_("Your meetings of %(network)s") % {"network": where},
        template="meetings/emails/overview",
        context={
            "where": where,
            "lines": [_line(invitee) for invitee in coming],
            "has_feed": choice.has_feed,
            "calendar_link": own_calendar_link(coming[0]),
        },
        on_sent=partial(calendar_states_save, states=told),
    )


def _line(invitee: MeetingInvitee) -> str:
    meeting = invitee.meeting
    return " · ".join(part for part in (format_moment(meeting), meeting.place or meeting.get_mode_display()) if part)


def _told(invitee: MeetingInvitee) -> CalendarState:
    return CalendarState(invitee.pk, invitee.sequence, cancelled=False, in_calendar=False)
