"""The job that sends emails."""

import logging
import threading
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from django.core.mail import get_connection
from django.core.mail.backends.smtp import EmailBackend
from django.db import close_old_connections, connection, transaction
from django.utils import timezone

from jobs.registry import RetryLater, ServiceUnavailableError, job_kind
from mailing.models import Email
from mailing.selectors import email_is_blocked
from mailing.services import (
    MOST_UNANSWERED,
    SEND_JOB,
    UNANSWERED_RETRY,
    RenderedEmail,
    email_mark_handled,
    email_mark_in_flight,
    email_mark_not_taken,
    email_mark_refused,
    email_mark_unanswered,
    email_render,
    email_retry_at,
)
from mailing.smtp import (
    EmailRefusedError,
    EmailUncertainError,
    MailServerError,
    message_hand_over,
    sender_offer,
    smtp_close,
    smtp_open,
)

logger = logging.getLogger(__name__)

# The others go on when a server has not answered about one email for so many seconds; a thread waits for its answer.
PATIENCE = 5.0
MOST_WAITING = 8
# Of those, so many to one domain: a school with a slow server leaves room for everyone else.
MOST_WAITING_AT_DOMAIN = 5
SLOW_DOMAIN_RETRY = timedelta(minutes=1)
_waiting: Counter[str] = Counter()
_waiting_lock = threading.Lock()


@job_kind(SEND_JOB, listed=False)
def email_send(key: str) -> Callable[[], None] | None:
    """Send the email with this primary key, outside any transaction; return the function that records the outcome.

    Raises RetryLater while an earlier email with the same ordering key is unsent (a cancellation never overtakes an
    invitation) and if this email alone was refused or not answered. Raises ServiceUnavailableError if the trouble is
    the mail server's: nothing is given up for that.
    """
    email = Email.objects.select_related("recipient").filter(pk=int(key), handled_at__isnull=True).first()
    if email is None:
        return None
    if email_is_blocked(email):
        raise RetryLater
    rendered = email_render(email=email)
    if rendered is not None and email.unanswered >= MOST_UNANSWERED:
        logger.warning("Email %s was handed over twice without an answer and counts as sent", email.pk)
        return partial(email_mark_handled, email=email, content=rendered.content)
    sent = rendered is not None and _send(rendered, email)
    return partial(email_mark_handled, email=email, content=rendered.content if rendered and sent else None)


def _send(rendered: RenderedEmail, email: Email) -> bool:
    """Hand a message to the mail server; return False if it was refused for so long that it is given up."""
    try:
        backend = get_connection()
        if isinstance(backend, EmailBackend):
            _hand_over(backend, rendered, email)
        else:
            _hand_over_elsewhere(rendered, email)
    except MailServerError as error:
        email_mark_not_taken(email=email)
        raise ServiceUnavailableError(error.cause) from error
    except EmailRefusedError as refusal:
        return _refused(email, refusal)
    except EmailUncertainError:
        _unanswered(email)
    return True


def _hand_over_elsewhere(rendered: RenderedEmail, email: Email) -> None:
    """Send a message by a backend that is not SMTP: the demo's, or that of a test."""
    if rendered.content.edition:
        email_mark_in_flight(email=email, edition=rendered.content.edition)
    rendered.message.send()


def _hand_over(backend: EmailBackend, rendered: RenderedEmail, email: Email) -> None:
    """Send a message by SMTP, and mark its edition as in flight before the server gets it.

    If the server does not answer soon, a thread waits for it, and this raises RetryLater with a long delay. If threads
    are waiting for other emails to the same domain already, it raises RetryLater without sending anything.
    """
    domain = rendered.message.to[0].rpartition("@")[2]
    try:
        smtp = smtp_open(backend)
        sender_offer(smtp, rendered.return_path or rendered.message.from_email)
        _waiting_begin(domain)
    except (MailServerError, RetryLater):
        smtp_close(backend)
        raise
    if rendered.content.edition:
        email_mark_in_flight(email=email, edition=rendered.content.edition)
    delivery = Delivery(backend, rendered, email, domain)
    delivery.start()
    if delivery.is_answered_within(PATIENCE):
        if delivery.error is not None:
            raise delivery.error
        return
    raise RetryLater(until=timezone.now() + UNANSWERED_RETRY)


def _waiting_begin(domain: str) -> None:
    """Count an email that a thread may wait for.

    Raises RetryLater if its domain has its share already, and MailServerError if no thread is left.
    """
    with _waiting_lock:
        if _waiting[domain] >= MOST_WAITING_AT_DOMAIN:
            raise RetryLater(until=timezone.now() + SLOW_DOMAIN_RETRY)
        if _waiting.total() >= MOST_WAITING:
            raise MailServerError("slow")
        _waiting[domain] += 1


def _waiting_end(domain: str) -> None:
    with _waiting_lock:
        _waiting[domain] -= 1


class Delivery(threading.Thread):
    """The handing over of one message; records the outcome itself if the job did not wait for it."""

    def __init__(self, backend: EmailBackend, rendered: RenderedEmail, email: Email, domain: str) -> None:
        super().__init__(name=f"email-{email.pk}", daemon=True)
        self.backend, self.rendered, self.email, self.domain = backend, rendered, email, domain
        self.error: Exception | None = None
        self._lock = threading.Lock()
        self._answered = threading.Event()
        self._is_left = False

    def is_answered_within(self, seconds: float) -> bool:
        """Wait for the server's answer. If it does not come, leave the outcome to the thread and return False."""
        self._answered.wait(seconds)
        with self._lock:
            if self._answered.is_set():
                return True
            # Counted now: this process may end before the server answers.
            email_mark_unanswered(email=self.email)
            self._is_left = True
            return False

    def run(self) -> None:
        try:
            assert self.backend.connection is not None  # noqa: S101 - opened by the job
            message_hand_over(self.backend.connection, self.rendered.message)
        except Exception as error:  # noqa: BLE001 - raised again by the job
            self.error = error
        finally:
            _waiting_end(self.domain)
        with self._lock:
            self._answered.set()
        if self._is_left:
            self._record()
        smtp_close(self.backend)

    def _record(self) -> None:
        """Record an outcome that the job did not wait for. If it stays unknown, the job tries once more."""
        close_old_connections()
        try:
            if isinstance(self.error, EmailRefusedError):
                _refused_late(self.email, self.error)
            elif isinstance(self.error, MailServerError):
                email_mark_not_taken(email=self.email)
            elif self.error is None or self.email.unanswered + 1 >= MOST_UNANSWERED:
                with transaction.atomic():
                    email_mark_handled(email=self.email, content=self.rendered.content)
        except Exception as error:  # noqa: BLE001 - the job tries again
            logger.error("The outcome of email %s was not recorded: %s", self.email.pk, type(error).__name__)
        finally:
            connection.close()


def _refused(email: Email, refusal: EmailRefusedError) -> bool:
    """Record a refusal of this email alone. Return False if it is given up, and raise RetryLater otherwise."""
    again = email_mark_refused(email=email, is_temporary=refusal.is_temporary, cause=refusal.cause)
    if again is None:
        logger.error("Email %s was refused for days (%s) and is given up", email.pk, refusal.cause)
        return False
    logger.warning("Email %s was refused (%s); again at %s", email.pk, refusal.cause, again)
    raise RetryLater(until=again)


def _refused_late(email: Email, refusal: EmailRefusedError) -> None:
    """Record a refusal that came after the job had stopped waiting."""
    try:
        _refused(email, refusal)
    except RetryLater as later:
        email_retry_at(email=email, at=later.until or timezone.now())
        return
    with transaction.atomic():
        email_mark_handled(email=email)


def _unanswered(email: Email) -> None:
    """Record that the server did not say whether it took a message. Raise RetryLater, the first time."""
    email_mark_unanswered(email=email)
    logger.warning("Email %s was handed over without an answer", email.pk)
    if email.unanswered + 1 < MOST_UNANSWERED:
        raise RetryLater(until=timezone.now() + UNANSWERED_RETRY)
