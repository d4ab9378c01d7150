"""Emails of design-based research. See mailing/registry.py."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mailing.models import Email
from mailing.registry import EmailContent, email_type
from meetings.selectors.zones import format_moment_for
from ogo.models import Ask, AskRecipient
from ogo.services.asks import ASK_EMAIL
from ogo.tokens import ask_token, recipients_with_access


@email_type(ASK_EMAIL, label=gettext_lazy("a question to everyone in your network"))
def ask_email(email: Email) -> EmailContent | None:
    """Return the email, or None if the answers were shown or the person has left.

    It does not depend on whether the person answered: an email that is missing would tell.
    """
    recipient = recipients_with_access().filter(pk=email.params["recipient"], person=email.recipient).first()
    if recipient is None:
        return None
    ask = recipient.ask
    is_about_goals = ask.kind == Ask.Kind.GOALS
    names = {"network": ask.network.name}
    subject = _("%(network)s: what does our goal mean to you?") if is_about_goals else _("%(network)s: one question")
    return EmailContent(
        subject=subject % names,
        template="ogo/emails/ask",
        sender=ask.network.programme.sender,
        context={
            **names,
            "ask": ask,
            "is_about_goals": is_about_goals,
            "moment": _moment(recipient),
            "link": settings.LEERWEB_BASE_URL + reverse("ogo:link_ask", args=[ask_token(recipient)]),
        },
    )


def _moment(recipient: AskRecipient) -> str:
    """Return the date of the meeting at which the answers are shown, or "" if there is none to come."""
    meeting = recipient.ask.meeting
    if meeting is None or meeting.state != meeting.State.PUBLISHED or meeting.is_over():
        return ""
    return format_moment_for(meeting, recipient.person)
