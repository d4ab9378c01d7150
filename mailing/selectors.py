"""The mailboxes of the demo, where sent letters are shown instead of sent."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.safestring import SafeString

from mailing.models import Letter, ShownMessage
from mailing.registry import letter_called
from mailing.rendering import text_to_html


@dataclass(frozen=True)
class Mailbox:
    """An address that the demo knows. It never says how many letters are in it: that tells who was reminded (R10)."""

    address: str
    name: str


def mailboxes() -> list[Mailbox]:
    """Return the mailbox of everybody with an account, by first name, then addresses that only got mail."""
    people = [
        Mailbox(address=person.email.lower(), name=str(person))
        for person in get_user_model().objects.filter(is_active=True).order_by("first_name", "last_name", "pk")
    ]
    known = {mailbox.address for mailbox in people}
    others = {address.lower() for address in ShownMessage.objects.values_list("to", flat=True).distinct()} - known
    return people + [Mailbox(address=address, name=address) for address in sorted(others)]


def mailbox_find(*, address: str) -> Mailbox | None:
    """Return the mailbox of an address, or None when the demo does not know it."""
    return next((mailbox for mailbox in mailboxes() if mailbox.address == address.lower()), None)


def messages_of(*, mailbox: Mailbox) -> list[ShownMessage]:
    """Return what arrived in one mailbox, newest first."""
    return list(ShownMessage.objects.filter(to__iexact=mailbox.address).order_by("-at", "-pk"))


def message_find(*, mailbox: Mailbox, pk: int) -> ShownMessage | None:
    """Return one message of a mailbox."""
    return ShownMessage.objects.filter(to__iexact=mailbox.address, pk=pk).first()


def message_body(message: ShownMessage) -> SafeString:
    """Return the text of a message as paragraphs with links."""
    return text_to_html(message.text)


def letters_to(*, recipient_key: int) -> list[tuple[Letter, str]]:
    """Return the letters to one person, oldest first, each with what its kind is called."""
    letters = Letter.objects.filter(recipient=recipient_key).order_by("due_at", "pk")
    return [(letter, letter_called(letter.kind)) for letter in letters]


def shown_messages_to(*, address: str) -> list[ShownMessage]:
    """Return what the demo shows in the place of mail to one address, oldest first."""
    return list(ShownMessage.objects.filter(to__iexact=address).order_by("at", "pk"))


def letters_waiting(*, kind: str, occasion_begins: str = "") -> set[int]:
    """Return the keys of the people for whom a letter of a kind waits to be sent."""
    waiting = Letter.objects.filter(kind=kind, handled_at__isnull=True, occasion__startswith=occasion_begins)
    return set(waiting.values_list("recipient_id", flat=True))


def letter_is_due(*, kind: str, recipient_key: int, occasion_begins: str = "") -> bool:
    """Return whether a letter of a kind has its turn for somebody and is not dealt with yet."""
    due = Letter.objects.filter(kind=kind, recipient=recipient_key, occasion__startswith=occasion_begins)
    return due.filter(handled_at__isnull=True, due_at__lte=timezone.now()).exists()


def letter_waits(letter: Letter) -> bool:
    """Return whether an earlier letter of the same stream has its turn first."""
    if not letter.stream:
        return False
    earlier = Letter.objects.filter(stream=letter.stream, pk__lt=letter.pk, handled_at__isnull=True)
    return earlier.filter(due_at__lte=timezone.now()).exists()


def stream_may_have_left(stream: str) -> bool:
    """Return whether a letter of a stream may have arrived without anybody here knowing."""
    return Letter.objects.filter(stream=stream, handled_at__isnull=True).exclude(may_have_left="").exists()
