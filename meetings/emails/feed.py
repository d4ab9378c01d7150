"""The email with the links to a person's calendar feed and its page, requested on a page that must not show them."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mailing.models import Email
from mailing.registry import EmailContent, email_type
from meetings.selectors.feed import calendar_page_link, feed_link
from meetings.services.subscription import FEED_LINK


@email_type(FEED_LINK, label=gettext_lazy("the link to your calendar"))
def feed_link_email(email: Email) -> EmailContent:
    """Send a person the link to their calendar feed, unless it is switched off, and to the page about it."""
    link = feed_link(email.recipient)
    context = {"feed": link, "page_link": calendar_page_link(email.recipient)}
    return EmailContent(_("The link to your meetings"), "meetings/emails/feed_link", context)
