"""The email with the link to a person's calendar feed, requested on a page that must not show it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mailing.models import Email
from mailing.registry import EmailContent, email_type
from meetings.selectors.feed import feed_link
from meetings.services.subscription import FEED_LINK


@email_type(FEED_LINK, label=gettext_lazy("the link to your calendar"))
def feed_link_email(email: Email) -> EmailContent | None:
    """Send a person the link to their calendar feed, unless it is switched off."""
    link = feed_link(email.recipient)
    if link.is_stopped:
        return None
    context = {"url": link.url, "subscribe_url": link.subscribe_url}
    return EmailContent(_("The link to your meetings"), "meetings/emails/feed_link", context)
