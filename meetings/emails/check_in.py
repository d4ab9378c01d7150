"""The email with a personal link for checking in, requested at the meeting."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mailing.models import Email
from mailing.registry import EmailContent, email_type
from meetings.models import MeetingInvitee
from meetings.selectors.check_in import has_check_in
from meetings.services.check_in import CHECK_IN_LINK
from meetings.timing import phase_of
from meetings.tokens import invitee_token


@email_type(CHECK_IN_LINK, label=gettext_lazy("your link to a meeting, requested at the meeting"))
def check_in_link_email(email: Email) -> EmailContent | None:
    """Send an invitee their personal link while check-in is open."""
    related = ("meeting__programme__calendar", "meeting__network")
    rows = MeetingInvitee.objects.granting_access().select_related(*related)
    invitee = rows.filter(pk=email.params["invitee"], person=email.recipient).first()
    if invitee is None:
        return None
    phase = phase_of(invitee.meeting)
    if phase is None or not phase.is_open or not has_check_in(invitee.meeting.network_id):
        return None
    link = settings.LEERWEB_BASE_URL + reverse("meetings:link_check_in", args=[invitee_token(invitee)])
    return EmailContent(
        subject=_("Your link: %(network)s") % {"network": invitee.meeting.where},
        template="meetings/emails/check_in_link",
        sender=invitee.meeting.programme.sender,
        context={"where": invitee.meeting.where, "link": link},
    )
