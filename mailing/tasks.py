"""Sending letters, as background work."""

import logging
from collections.abc import Callable
from functools import partial
from smtplib import SMTPDataError, SMTPNotSupportedError, SMTPRecipientsRefused, SMTPSenderRefused

from django.core.mail import EmailMessage

from jobs.registry import ServerAwayError, job_kind
from mailing.models import Letter
from mailing.services import SEND_JOB, letter_handled, letter_is_hopeless, letter_message

logger = logging.getLogger(__name__)

# What a server says of one message; every other OSError says something of the server.
REFUSALS = (SMTPRecipientsRefused, SMTPDataError, SMTPSenderRefused, SMTPNotSupportedError)


@job_kind(SEND_JOB, listed=False)
def send_letter(key: str) -> Callable[[], None] | None:
    """Send the letter with this key. SMTP runs outside any transaction; the outcome is written with the job."""
    letter = Letter.objects.select_related("recipient").filter(pk=int(key), handled_at__isnull=True).first()
    if letter is None:
        return None
    message = letter_message(letter=letter)
    if message is not None:
        _send(message, letter)
    return partial(letter_handled, letter_id=letter.pk)


def _send(message: EmailMessage, letter: Letter) -> None:
    """Hand a message to the mail server. A refusal is tried again with back-off until the letter is hopeless."""
    try:
        message.send()
    except REFUSALS:
        if not letter_is_hopeless(letter=letter):
            raise
        logger.error("Letter %s was refused for days and is given up", letter.pk)
    except OSError as error:
        raise ServerAwayError from error
