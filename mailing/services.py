"""Writing letters and sending them."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone, translation

from jobs.services import jobs_enqueue
from mailing.models import Letter
from mailing.registry import builder_for

SEND_JOB = "mailing.send"


def letters_write(
    *,
    kind: str,
    occasion: str,
    recipient_ids: Iterable[int],
    params: Mapping[str, Any] | None = None,
    due_at: datetime | None = None,
) -> None:
    """Write one letter per person for an occasion, in the caller's transaction; people who have it already are skipped."""
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
    keys = Letter.objects.filter(kind=kind, occasion=occasion, recipient_id__in=wanted - known).values_list("pk", flat=True)
    jobs_enqueue(kind=SEND_JOB, keys=[str(key) for key in keys], due_at=due)


def letter_message(*, letter: Letter) -> EmailMultiAlternatives | None:
    """Render a letter in its reader's language, or return None when it is no longer wanted."""
    with translation.override(letter.recipient.language):
        content = builder_for(letter.kind)(letter)
        if content is None or not letter.recipient.is_active:
            return None
        context = {"person": letter.recipient, "base_url": settings.LEERWEB_BASE_URL, **content.context}
        text = render_to_string(f"{content.template}.txt", context)
        html = render_to_string("mailing/letter.html", {"text": text, "subject": content.subject})
    message = EmailMultiAlternatives(
        subject=content.subject,
        body=text,
        to=[letter.recipient.email],
        headers={"Message-ID": message_id(letter), "Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(html, "text/html")
    return message


def message_id(letter: Letter) -> str:
    """Return the Message-ID of a letter, derived from its row: a letter that goes out twice is one message."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2]
    return f"<letter-{letter.pk}@{domain}>"


def letter_handled(*, letter_id: int) -> None:
    """Mark a letter as dealt with, sent or not: the row does not tell which."""
    Letter.objects.filter(pk=letter_id, handled_at__isnull=True).update(handled_at=timezone.now())
