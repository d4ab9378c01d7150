"""The email that asks which days people can make, for a meeting they already know of."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mailing.models import Email
from mailing.registry import EmailContent, email_type
from meetings.models import DatePoll, MeetingInvitee
from meetings.selectors.calendar import link_of
from meetings.selectors.zones import format_moment_for
from meetings.services.poll import ASKED


@email_type(ASKED, label=gettext_lazy("a question about when you can make a meeting"))
def poll_email(email: Email) -> EmailContent | None:
    """Return the email, or None if the poll is closed or the person is no longer invited."""
    related = ("meeting__programme__calendar", "meeting__network", "person")
    rows = MeetingInvitee.objects.granting_access().select_related(*related)
    invitee = rows.filter(pk=email.params["invitee"], person=email.recipient).first()
    if invitee is None or invitee.is_off or not DatePoll.objects.filter(meeting=invitee.meeting_id).exists():
        return None
    words = {"where": invitee.meeting.where, "moment": format_moment_for(invitee.meeting, invitee.person)}
    return EmailContent(
        subject=_("When can you make it? %(where)s, now %(moment)s") % words,
        template="meetings/emails/poll",
        sender=invitee.meeting.programme.sender,
        context={**words, "link": link_of(invitee)},
    )
