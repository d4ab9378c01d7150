"""The demo's mail backend: stores messages in a table, to be shown on a page."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from mailing.models import ShownMessage


class DatabaseMailBackend(BaseEmailBackend):
    """A mail backend that stores each message once per Message-ID and recipient."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Store the messages and return their number."""
        for message in email_messages:
            wire = message.message()
            sides = [(kind.partition(";")[0], str(body)) for body, kind in getattr(message, "alternatives", [])]
            for address in message.recipients():
                ShownMessage.objects.get_or_create(
                    message_id=f"{wire['Message-ID']} {address}"[:250],
                    defaults={
                        "to": address,
                        "subject": message.subject[:250],
                        "text": str(message.body),
                        "html": dict(sides).get("text/html", ""),
                        "calendar": dict(sides).get("text/calendar", ""),
                    },
                )
        return len(email_messages)
