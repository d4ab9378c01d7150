"""The job that sends emails."""

import logging
from collections.abc import Callable
from functools import partial
from smtplib import SMTPDataError, SMTPNotSupportedError, SMTPRecipientsRefused, SMTPSenderRefused

from django.core.mail import get_connection

from jobs.registry import RetryLater, ServiceUnavailableError, job_kind
from mailing.models import Email
from mailing.selectors import email_is_blocked
from mailing.services import (
    SEND_JOB,
    RenderedEmail,
    email_is_undeliverable,
    email_mark_handled,
    email_mark_in_flight,
    email_render,
)

logger = logging.getLogger(__name__)

# Errors about one message; any other OSError is about the server.
REFUSALS = (SMTPRecipientsRefused, SMTPDataError, SMTPSenderRefused, SMTPNotSupportedError)


@job_kind(SEND_JOB, listed=False)
def email_send(key: str) -> Callable[[], None] | None:
    """Send the email with this primary key, outside any transaction; return the function that records the outcome.

    Raises RetryLater while an earlier email with the same ordering key is unsent: a cancellation never overtakes an
    invitation.
    """
    email = Email.objects.select_related("recipient").filter(pk=int(key), handled_at__isnull=True).first()
    if email is None:
        return None
    if email_is_blocked(email):
        raise RetryLater
    rendered = email_render(email=email)
    sent = rendered is not None and _send(rendered, email)
    return partial(email_mark_handled, email=email, content=rendered.content if rendered and sent else None)


def _send(rendered: RenderedEmail, email: Email) -> bool:
    """Hand a message to the mail server; return False if it is undeliverable.

    Raises the refusal if the email should be retried, and ServiceUnavailableError if the server is down.
    """
    try:
        _hand_over(rendered, email)
    except REFUSALS as refusal:
        if rendered.content.edition:
            email_mark_in_flight(email=email, edition="")
        if not email_is_undeliverable(email=email, is_temporary=_is_temporary(refusal)):
            raise
        logger.error("Email %s was refused for days and is given up", email.pk)
        return False
    except OSError as error:
        raise ServiceUnavailableError from error
    return True


def _is_temporary(refusal: Exception) -> bool:
    """Return whether a refusal is temporary (RFC 5321, 4.2.1: a reply code that begins with 4)."""
    if isinstance(refusal, SMTPRecipientsRefused):
        codes = [code for code, _text in refusal.recipients.values()]
    else:
        codes = [getattr(refusal, "smtp_code", 0)]
    return all(400 <= code < 500 for code in codes)


def _hand_over(rendered: RenderedEmail, email: Email) -> None:
    """Send a message; mark its edition as in flight after the server has answered and before it gets the message."""
    connection = get_connection()
    with connection:
        if rendered.content.edition:
            email_mark_in_flight(email=email, edition=rendered.content.edition)
        rendered.message.connection = connection
        rendered.message.send()
