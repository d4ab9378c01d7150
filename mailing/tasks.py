"""Sending letters, as background work."""

from collections.abc import Callable
from functools import partial

from jobs.registry import job_kind
from mailing.models import Letter
from mailing.services import SEND_JOB, letter_handled, letter_message


@job_kind(SEND_JOB)
def send_letter(key: str) -> Callable[[], None] | None:
    """Send the letter with this key. SMTP runs outside any transaction; the outcome is written with the job."""
    letter = Letter.objects.select_related("recipient").filter(pk=int(key), handled_at__isnull=True).first()
    if letter is None:
        return None
    message = letter_message(letter=letter)
    if message is not None:
        message.send()
    return partial(letter_handled, letter_id=letter.pk)
