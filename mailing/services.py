"""Writing letters and sending them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac

from jobs.models import Job
from jobs.services import jobs_enqueue, sweep_hint
from mailing.models import Letter, ShownMessage
from mailing.registry import LetterContent, builder_for
from mailing.rendering import message_make, text_render

SEND_JOB = "mailing.send"
# As long as mail servers try: a letter that nobody accepts by then has a wrong address. "Not now" is no such answer,
# and many give it to a server they have not heard of for days, which is when everything that waited is old.
GIVE_UP_AFTER, GIVE_UP_AFTER_NOT_NOW = timedelta(days=3), timedelta(days=10)


@dataclass(frozen=True)
class LetterDraft:
    """One letter to write. `stream`: the letters with the same one leave in the order in which they are written."""

    recipient_id: int
    occasion: str
    params: Mapping[str, Any] = field(default_factory=dict)
    due_at: datetime | None = None
    stream: str = ""

    @property
    def key(self) -> tuple[str, int]:
        """What there is one letter of, within a kind."""
        return self.occasion, self.recipient_id


@dataclass(frozen=True)
class ReadyLetter:
    """A letter whose turn came: the message to send, and what it was made from."""

    message: EmailMultiAlternatives
    content: LetterContent


def letters_write(
    *,
    kind: str,
    occasion: str,
    recipient_ids: Iterable[int],
    params: Mapping[str, Any] | None = None,
    due_at: datetime | None = None,
) -> None:
    """Write one letter per person for an occasion, in the caller's transaction; who has it already is skipped."""
    letters_write_each(
        kind=kind,
        drafts=[LetterDraft(person, occasion, params or {}, due_at) for person in sorted(set(recipient_ids))],
    )


@transaction.atomic
def letters_write_each(*, kind: str, drafts: Iterable[LetterDraft]) -> None:
    """Write letters of one kind, each with its own occasion, in the caller's transaction and in the order given.

    Who has a letter for an occasion already is skipped. No letter is written without the job that sends it.
    """
    builder_for(kind)
    now = timezone.now()
    wanted = {draft.key: draft for draft in drafts}
    occasions = {occasion for occasion, _person in wanted}
    before = Letter.objects.filter(kind=kind, occasion__in=occasions)
    known = set(before.values_list("occasion", "recipient_id"))
    fresh = [draft for key, draft in wanted.items() if key not in known]
    Letter.objects.bulk_create([_letter(kind, draft, now) for draft in fresh], ignore_conflicts=True)
    by_due: dict[datetime, list[str]] = defaultdict(list)
    new = {draft.key for draft in fresh}
    for pk, occasion, person, due in before.order_by("pk").values_list("pk", "occasion", "recipient_id", "due_at"):
        if (occasion, person) in new:
            by_due[due].append(str(pk))
    for due, keys in by_due.items():
        jobs_enqueue(kind=SEND_JOB, keys=keys, due_at=due)


def _letter(kind: str, draft: LetterDraft, now: datetime) -> Letter:
    return Letter(
        kind=kind,
        occasion=draft.occasion,
        recipient_id=draft.recipient_id,
        params=dict(draft.params),
        due_at=draft.due_at or now,
        stream=draft.stream,
    )


def letter_ready(*, letter: Letter) -> ReadyLetter | None:
    """Render a letter in its reader's language, or return None when it is no longer wanted."""
    person = letter.recipient
    if not person.is_active:
        return None
    with translation.override(person.language):
        content = builder_for(letter.kind)(letter)
        if content is None:
            return None
        context = {"person": person, "base_url": settings.LEERWEB_BASE_URL, **content.context}
        message = message_make(
            subject=str(content.subject),
            text=text_render(f"{content.template}.txt", context),
            to=person.email,
            language=person.language,
            headers={"Message-ID": message_id(letter, content.edition)},
            calendar=content.calendar,
        )
    return ReadyLetter(message, content)


def letter_message(*, letter: Letter) -> EmailMultiAlternatives | None:
    """Return the message of a letter, or None when it is no longer wanted."""
    ready = letter_ready(letter=letter)
    return ready.message if ready else None


def message_id(letter: Letter, edition: str = "") -> str:
    """Return the Message-ID of a letter, derived from its row: a letter that goes out twice is one message.

    Another edition is another message: a mail server that knows the first must not drop what is new in it. The key
    alone would not do: after a backup was restored it may be given out again, and a mailbox would take the new letter
    for the old one. When it is due is no part of it: a letter that was sent and not noted may be brought forward.
    """
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2]
    row = f"{letter.kind} {letter.occasion} {letter.recipient_id}"
    made = salted_hmac("leerweb.letter", row, algorithm="sha256").hexdigest()[:12]
    return f"<letter-{letter.pk}-{made}{f'.{edition}' if edition else ''}@{domain}>"


def letter_is_hopeless(*, letter: Letter, for_now: bool = False) -> bool:
    """Return whether a letter was refused for so long that its address must be wrong. `for_now`: so the server said."""
    return letter.due_at < timezone.now() - (GIVE_UP_AFTER_NOT_NOW if for_now else GIVE_UP_AFTER)


def letter_leaves(*, letter: Letter, edition: str) -> None:
    """Remember that an edition of a letter is on its way, or (an empty one) that the server did not take it."""
    Letter.objects.filter(pk=letter.pk).update(may_have_left=edition)


def letter_handled(*, letter: Letter, content: LetterContent | None = None) -> None:
    """Mark a letter as dealt with, sent or not: the row does not tell which. The next of its stream has its turn."""
    marked = Letter.objects.filter(pk=letter.pk, handled_at__isnull=True)
    if not marked.update(handled_at=timezone.now(), may_have_left=""):
        return
    if content is not None and content.handled is not None:
        content.handled()
    if letter.stream:
        _next_has_its_turn(letter)


def _next_has_its_turn(letter: Letter) -> None:
    """Let the next letter of a stream go at once: until now it was put back, a little longer each time."""
    waiting = Letter.objects.filter(stream=letter.stream, handled_at__isnull=True, due_at__lte=timezone.now())
    following = waiting.exclude(pk=letter.pk).order_by("pk").values_list("pk", flat=True).first()
    jobs = Job.objects.filter(kind=SEND_JOB, key=str(following), done_at__isnull=True, lease__isnull=True)
    if following is not None and jobs.update(due_at=timezone.now(), hinted_at=None):
        transaction.on_commit(sweep_hint, robust=True)


def letters_hurry(*, kind: str, recipient_id: int) -> None:
    """Let letters of a kind that one person would get later go now. Call in the transaction of what changed that."""
    now = timezone.now()
    later = Letter.objects.filter(kind=kind, recipient_id=recipient_id, handled_at__isnull=True, due_at__gt=now)
    keys = [str(key) for key in later.values_list("pk", flat=True)]
    later.update(due_at=now)
    open_jobs = Job.objects.filter(kind=SEND_JOB, key__in=keys, done_at__isnull=True)
    open_jobs.update(due_at=now, wanted_at=now, hinted_at=None)


def letters_forget(*, recipient_key: int, address: str) -> None:
    """Delete every letter to one person, sent or not, with the jobs that send them and what the demo shows of them."""
    letters = Letter.objects.filter(recipient=recipient_key)
    keys = [str(key) for key in letters.values_list("pk", flat=True)]
    Job.objects.filter(kind=SEND_JOB, key__in=keys).delete()
    letters.delete()
    ShownMessage.objects.filter(to__iexact=address).delete()
