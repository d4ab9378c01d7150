"""Writing letters and sending them."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone, translation

from jobs.models import Job
from jobs.services import jobs_enqueue
from mailing.models import Letter, ShownMessage
from mailing.registry import builder_for
from mailing.rendering import message_make, text_render

SEND_JOB = "mailing.send"
# As long as mail servers try: a letter that nobody accepts by then has a wrong address.
GIVE_UP_AFTER = timedelta(days=3)


def letters_write(
    *,
    kind: str,
    occasion: str,
    recipient_ids: Iterable[int],
    params: Mapping[str, Any] | None = None,
    due_at: datetime | None = None,
) -> None:
    """Write one letter per person for an occasion, in the caller's transaction; who has it already is skipped."""
    builder_for(kind)
    due = due_at or timezone.now()
    wanted = set(recipient_ids)
    known = set(Letter.objects.filter(kind=kind, occasion=occasion).values_list("recipient_id", flat=True))
    Letter.objects.bulk_create(
        [
            Letter(kind=kind, occasion=occasion, recipient_id=person, params=dict(params or {}), due_at=due)
            for person in sorted(wanted - known)
        ],
        ignore_conflicts=True,
    )
    new = Letter.objects.filter(kind=kind, occasion=occasion, recipient_id__in=wanted - known).order_by("pk")
    jobs_enqueue(kind=SEND_JOB, keys=[str(key) for key in new.values_list("pk", flat=True)], due_at=due)


def letter_message(*, letter: Letter) -> EmailMultiAlternatives | None:
    """Render a letter in its reader's language, or return None when it is no longer wanted."""
    person = letter.recipient
    if not person.is_active:
        return None
    with translation.override(person.language):
        content = builder_for(letter.kind)(letter)
        if content is None:
            return None
        context = {"person": person, "base_url": settings.LEERWEB_BASE_URL, **content.context}
        return message_make(
            subject=str(content.subject),
            text=text_render(f"{content.template}.txt", context),
            to=person.email,
            language=person.language,
            headers={"Message-ID": message_id(letter)},
        )


def message_id(letter: Letter) -> str:
    """Return the Message-ID of a letter, derived from its row: a letter that goes out twice is one message."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2]
    return f"<letter-{letter.pk}@{domain}>"


def letter_is_hopeless(*, letter: Letter) -> bool:
    """Return whether a letter was refused for so long that its address must be wrong."""
    return letter.due_at < timezone.now() - GIVE_UP_AFTER


def letter_handled(*, letter_id: int) -> None:
    """Mark a letter as dealt with, sent or not: the row does not tell which."""
    Letter.objects.filter(pk=letter_id, handled_at__isnull=True).update(handled_at=timezone.now())


def letters_forget(*, recipient_key: int, address: str) -> None:
    """Delete every letter to one person, sent or not, with the jobs that send them and what the demo shows of them."""
    letters = Letter.objects.filter(recipient=recipient_key)
    keys = [str(key) for key in letters.values_list("pk", flat=True)]
    Job.objects.filter(kind=SEND_JOB, key__in=keys).delete()
    letters.delete()
    ShownMessage.objects.filter(to__iexact=address).delete()
