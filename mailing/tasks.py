"""Sending letters, as background work."""

import logging
from collections.abc import Callable
from functools import partial
from smtplib import SMTPDataError, SMTPNotSupportedError, SMTPRecipientsRefused, SMTPSenderRefused

from django.core.mail import get_connection
from django.utils import timezone

from jobs.registry import RetryLater, ServiceUnavailableError, job_kind
from jobs.retention import LOGS_KEPT_FOR, rows_forget
from mailing.models import Letter, ShownMessage
from mailing.selectors import letter_waits
from mailing.services import (
    SEND_JOB,
    ReadyLetter,
    letter_handled,
    letter_is_hopeless,
    letter_leaves,
    letter_ready,
)

logger = logging.getLogger(__name__)

# What a server says of one message; every other OSError says something of the server.
REFUSALS = (SMTPRecipientsRefused, SMTPDataError, SMTPSenderRefused, SMTPNotSupportedError)


@job_kind(SEND_JOB, listed=False)
def send_letter(key: str) -> Callable[[], None] | None:
    """Send the letter with this key. SMTP runs outside any transaction; the outcome is written with the job.

    A letter waits while an earlier one of its stream is on its way: a cancel never overtakes an invitation.
    """
    letter = Letter.objects.select_related("recipient").filter(pk=int(key), handled_at__isnull=True).first()
    if letter is None:
        return None
    if letter_waits(letter):
        raise RetryLater
    ready = letter_ready(letter=letter)
    went = ready is not None and _send(ready, letter)
    return partial(letter_handled, letter=letter, content=ready.content if ready and went else None)


@job_kind("mailing.forget", nightly=True)
def forget_letters(key: str) -> None:
    """Delete letters that were dealt with more than half a year ago, and what the demo showed then.

    A letter that waits stays. Until its term a letter keeps a second one for the same occasion from being written, so
    no occasion may come back after it.
    """
    long_ago = timezone.now() - LOGS_KEPT_FOR
    rows_forget(Letter.objects.filter(handled_at__lt=long_ago))
    rows_forget(ShownMessage.objects.filter(at__lt=long_ago))


def _send(ready: ReadyLetter, letter: Letter) -> bool:
    """Hand a message to the mail server; return whether it took it.

    A refusal is tried again with back-off until the letter is hopeless.
    """
    try:
        _hand_over(ready, letter)
    except REFUSALS as refusal:
        if ready.content.edition:
            letter_leaves(letter=letter, edition="")
        if not letter_is_hopeless(letter=letter, for_now=_is_for_now(refusal)):
            raise
        logger.error("Letter %s was refused for days and is given up", letter.pk)
        return False
    except OSError as error:
        raise ServiceUnavailableError from error
    return True


def _is_for_now(refusal: Exception) -> bool:
    """Return whether a server said "not now" (RFC 5321, 4.2.1: a code that begins with 4), as busy ones do."""
    if isinstance(refusal, SMTPRecipientsRefused):
        codes = [code for code, _text in refusal.recipients.values()]
    else:
        codes = [getattr(refusal, "smtp_code", 0)]
    return all(400 <= code < 500 for code in codes)


def _hand_over(ready: ReadyLetter, letter: Letter) -> None:
    """Send a message. That an edition is on its way is remembered once the server answers and before it gets it."""
    connection = get_connection()
    with connection:
        if ready.content.edition:
            letter_leaves(letter=letter, edition=ready.content.edition)
        ready.message.connection = connection
        ready.message.send()
