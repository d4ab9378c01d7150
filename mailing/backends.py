"""The demo's mail backend: messages land in a table and are shown on a page."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from mailing.models import ShownMessage


class DatabaseMailBackend(BaseEmailBackend):
    """Keeps each message once per Message-ID, as a mail server's reader would see it."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Store the messages and return how many there were."""
        for message in email_messages:
            wire = message.message()
            html = next((body for body, kind in getattr(message, "alternatives", []) if kind == "text/html"), "")
            for address in message.recipients():
                ShownMessage.objects.get_or_create(
                    message_id=f"{wire['Message-ID']} {address}"[:250],
                    defaults={"to": address, "subject": message.subject[:250], "text": str(message.body), "html": html},
                )
        return len(email_messages)
