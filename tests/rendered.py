"""Emails as messages, without sending them."""

from django.core.mail import EmailMultiAlternatives

from mailing.models import Email
from mailing.services import email_render


def email_message(*, email: Email) -> EmailMultiAlternatives | None:
    """Return the message of an email, or None if it is no longer wanted."""
    rendered = email_render(email=email)
    return rendered.message if rendered else None
