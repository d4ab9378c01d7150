"""Enqueue, render and track emails."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac

from jobs.models import Job
from jobs.services import dispatch_nudge, jobs_enqueue
from mailing.bounces import Bounce, bounce_is_of, return_path
from mailing.models import Email, ShownMessage
from mailing.registry import EmailContent, builder_for, is_confidential
from mailing.rendering import message_make, text_render

SEND_JOB = "mailing.send"
# An address that has been refused for three days is wrong. A temporary refusal (4xx) gets longer: many servers greylist
# an unfamiliar sender for days, and by then everything that was waiting is old.
GIVE_UP_AFTER, GIVE_UP_AFTER_TEMPORARY = timedelta(days=3), timedelta(days=10)
FIRST_RETRY, LAST_RETRY = timedelta(minutes=5), timedelta(hours=4)
# A server that does not say whether it took a message is tried once more, and late: a copy is worse than a delay, and
# most slow servers have taken it. Longer than the server may take to answer (mailing/smtp.py).
UNANSWERED_RETRY = timedelta(hours=4)
# A server that takes an email and bounces it later will take the next one too, so for some days that proves nothing.
BOUNCE_STANDS = timedelta(days=3)
MOST_UNANSWERED = 2


@dataclass(frozen=True)
class EmailDraft:
    """An email to enqueue. Emails with the same `ordering_key` are sent in the order in which they were enqueued."""

    recipient_id: int
    idempotency_key: str
    params: Mapping[str, Any] = field(default_factory=dict)
    due_at: datetime | None = None
    ordering_key: str = ""

    @property
    def unique_key(self) -> tuple[str, int]:
        """The key that is unique within an email type."""
        return self.idempotency_key, self.recipient_id


@dataclass(frozen=True)
class RenderedEmail:
    """A message that is ready to send, with the content it was rendered from."""

    message: EmailMultiAlternatives
    content: EmailContent
    return_path: str = ""


def emails_enqueue(
    *,
    email_type: str,
    idempotency_key: str,
    recipient_ids: Iterable[int],
    params: Mapping[str, Any] | None = None,
    due_at: datetime | None = None,
) -> None:
    """Enqueue one email per person, in the caller's transaction; skip people who have one with this key already."""
    emails_enqueue_each(
        email_type=email_type,
        drafts=[EmailDraft(person, idempotency_key, params or {}, due_at) for person in sorted(set(recipient_ids))],
    )


@transaction.atomic
def emails_enqueue_each(*, email_type: str, drafts: Iterable[EmailDraft]) -> None:
    """Enqueue emails of one type, each with its own key, in the order given, with the jobs that send them.

    Runs in the caller's transaction. A draft whose recipient has an email with the same key is skipped.
    """
    builder_for(email_type)
    now = timezone.now()
    requested = {draft.unique_key: draft for draft in drafts}
    emails = Email.objects.filter(email_type=email_type, idempotency_key__in={key for key, _person in requested})
    existing = set(emails.values_list("idempotency_key", "recipient_id"))
    new = [draft for key, draft in requested.items() if key not in existing]
    Email.objects.bulk_create([_email_from(email_type, draft, now) for draft in new], ignore_conflicts=True)
    new_keys = {draft.unique_key for draft in new}
    pks_by_due: dict[datetime, list[str]] = defaultdict(list)
    for pk, key, person, due in emails.order_by("pk").values_list("pk", "idempotency_key", "recipient_id", "due_at"):
        if (key, person) in new_keys:
            pks_by_due[due].append(str(pk))
    for due, pks in pks_by_due.items():
        jobs_enqueue(kind=SEND_JOB, keys=pks, due_at=due)


def _email_from(email_type: str, draft: EmailDraft, now: datetime) -> Email:
    return Email(
        email_type=email_type,
        idempotency_key=draft.idempotency_key,
        recipient_id=draft.recipient_id,
        params=dict(draft.params),
        due_at=draft.due_at or now,
        ordering_key=draft.ordering_key,
    )


def email_render(*, email: Email) -> RenderedEmail | None:
    """Render an email in its recipient's language. Returns None if it is no longer wanted."""
    person = email.recipient
    if not person.is_active:
        return None
    with translation.override(person.language):
        content = builder_for(email.email_type)(email)
        if content is None:
            return None
        defaults = {"person": person, "base_url": settings.LEERWEB_BASE_URL, "sender": content.sender}
        context = {**defaults, **content.context}
        message = message_make(
            subject=str(content.subject),
            text=text_render(f"{content.template}.txt", context),
            to=content.to or person.email,
            language=person.language,
            headers={"Message-ID": message_id(email, content.edition)},
            calendar=content.calendar,
            sender=content.sender,
        )
    return RenderedEmail(message, content, return_path(email, message.to[0]))


def message_id(email: Email, edition: str = "") -> str:
    """Return the Message-ID of an email, derived from its row, so that sending it twice yields one message.

    Another edition is another message: a mail server that knows the first must not drop the second as a duplicate. The
    primary key alone is not enough: after a restored backup it may be reused, and a mailbox would take the new email
    for the old one. `due_at` is left out, since an email whose sending was not recorded may be brought forward.
    """
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2]
    row = f"{email.email_type} {email.idempotency_key} {email.recipient_id}"
    digest = salted_hmac("leerweb.email", row, algorithm="sha256").hexdigest()[:12]
    return f"<email-{email.pk}-{digest}{f'.{edition}' if edition else ''}@{domain}>"


def email_mark_refused(*, email: Email, is_temporary: bool, cause: str = "") -> datetime | None:
    """Record that an email alone was refused. Return when to try again, or None if it must be given up.

    The time counts from the first refusal: while the mail server was in trouble, nobody had refused it.
    """
    now = timezone.now()
    since = email.refused_since or now
    refusal = "" if is_temporary or is_confidential(email.email_type) else cause
    Email.objects.filter(pk=email.pk).update(refused_since=since, refusal=refusal, in_flight="", unanswered=0)
    if since < now - (GIVE_UP_AFTER_TEMPORARY if is_temporary else GIVE_UP_AFTER):
        return None
    return now + min(max(now - since, FIRST_RETRY), LAST_RETRY)


@transaction.atomic
def bounce_record(*, bounce: Bounce) -> bool:
    """Record a bounce; return whether it is a genuine reply to an email of ours to the recipient's present address.

    A delay, or a bounce that was recorded before, changes nothing. Of a confidential email nothing is recorded: even
    that it was sent would reveal something.
    """
    emails = Email.objects.select_for_update(of=("self",)).select_related("recipient")
    email = emails.filter(pk=bounce.email_key).first()
    if email is None or not bounce_is_of(bounce, email):
        return False
    if bounce.cause and email.bounced_at is None and not is_confidential(email.email_type):
        email.refusal, email.bounced_at = bounce.cause, timezone.now()
        email.save(update_fields=["refusal", "bounced_at"])
    return True


def refusals_clear(*, recipient_key: int, except_for: Q | None = None) -> None:
    """Stop showing that emails to a person did not arrive: a later one did, or the address is another one."""
    refused = Email.objects.filter(recipient=recipient_key).exclude(refusal="")
    (refused.exclude(except_for) if except_for else refused).update(refusal="")


def email_mark_unanswered(*, email: Email) -> None:
    """Record that the server got a message and has not said whether it took it."""
    Email.objects.filter(pk=email.pk).update(unanswered=F("unanswered") + 1)


def email_mark_not_taken(*, email: Email) -> None:
    """Record that the server certainly did not take this message, the last time it was handed over."""
    Email.objects.filter(pk=email.pk).exclude(in_flight="", unanswered=0).update(in_flight="", unanswered=0)
    email_retry_at(email=email, at=timezone.now())


def email_retry_at(*, email: Email, at: datetime) -> None:
    """Make the waiting job of an email due at a certain time."""
    jobs = Job.objects.filter(kind=SEND_JOB, key=str(email.pk), done_at__isnull=True, lease__isnull=True)
    jobs.update(due_at=at, wanted_at=at, dispatched_at=None)


def email_mark_in_flight(*, email: Email, edition: str) -> None:
    """Record that an edition of an email is being sent, or, if `edition` is empty, that the server refused it."""
    Email.objects.filter(pk=email.pk).update(in_flight=edition)


def email_mark_handled(*, email: Email, content: EmailContent | None = None) -> None:
    """Mark an email as handled and bring forward the next one with its ordering key.

    Pass `content` if the email was sent, so that `on_sent` is called; the row does not record the difference.
    """
    marked = Email.objects.filter(pk=email.pk, handled_at__isnull=True)
    if not marked.update(handled_at=timezone.now(), in_flight=""):
        return
    if content is not None and not content.to and not is_confidential(email.email_type):
        stands = Q(bounced_at__gt=timezone.now() - BOUNCE_STANDS)
        refusals_clear(recipient_key=email.recipient_id, except_for=stands)
    if content is not None and content.on_sent is not None:
        content.on_sent()
    if email.ordering_key:
        _next_in_order_send_now(email)


def _next_in_order_send_now(email: Email) -> None:
    """Make the job of the next email with the same ordering key due now: back-off has postponed it so far."""
    pending = Email.objects.filter(ordering_key=email.ordering_key, handled_at__isnull=True, due_at__lte=timezone.now())
    following = pending.exclude(pk=email.pk).order_by("pk").values_list("pk", flat=True).first()
    jobs = Job.objects.filter(kind=SEND_JOB, key=str(following), done_at__isnull=True, lease__isnull=True)
    if following is not None and jobs.update(due_at=timezone.now(), dispatched_at=None):
        transaction.on_commit(dispatch_nudge, robust=True)


def emails_send_now(*, email_type: str, recipient_id: int) -> None:
    """Make a person's scheduled emails of one type due now, in the caller's transaction."""
    now = timezone.now()
    scheduled = Email.objects.filter(
        email_type=email_type, recipient_id=recipient_id, handled_at__isnull=True, due_at__gt=now
    )
    keys = [str(key) for key in scheduled.values_list("pk", flat=True)]
    scheduled.update(due_at=now)
    open_jobs = Job.objects.filter(kind=SEND_JOB, key__in=keys, done_at__isnull=True)
    open_jobs.update(due_at=now, wanted_at=now, dispatched_at=None)


def emails_delete(*, recipient_key: int, address: str) -> None:
    """Delete all emails to one person, sent or not, with their jobs and the demo's messages to that address."""
    emails = Email.objects.filter(recipient=recipient_key)
    keys = [str(key) for key in emails.values_list("pk", flat=True)]
    Job.objects.filter(kind=SEND_JOB, key__in=keys).delete()
    emails.delete()
    ShownMessage.objects.filter(to__iexact=address).delete()
