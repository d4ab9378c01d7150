"""Return paths and bounces: which email a report of non-delivery (RFC 3464) is about, and what it says.

Each email has a return path of its own (VERP): `bounces+12-<mac>@example.org`. The mac covers the row and the address
that it was sent to, so nobody can report a bounce of another person's email, and a bounce of a former address says
nothing about the present one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from mailing.models import Email
from mailing.smtp import ADDRESS, FULL, MAILBOX_FULL, MESSAGE

# Digits and hexadecimal only: some servers change capitals in an address. 128 bits.
MAC_LENGTH = 32
MOST_BYTES = 1_000_000
_RETURN_PATH = re.compile(rf"\+([0-9]{{1,18}})-([0-9a-f]{{{MAC_LENGTH}}})@", re.IGNORECASE)
_TO = ("To", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To")
_STATUS = re.compile(r"\s*([245]\.\d{1,3}\.\d{1,3})\b")
_STATUS_SAID = re.compile(r"5\d\d[ -](5\.\d{1,3}\.\d{1,3})\b")
_ABOUT_THE_MAILBOX = re.compile(r"5\.([012]\.|4\.[14]\b|7\.13\b)")


@dataclass(frozen=True)
class Bounce:
    """A report about one email. `cause` is ADDRESS, FULL or MESSAGE, or empty if nothing was finally refused."""

    email_key: int
    mac: str
    cause: str


def return_path(email: Email, to: str) -> str:
    """Return the address that bounces of this email go to, or "" if the installation has no mailbox for bounces."""
    local, _at, domain = settings.LEERWEB_BOUNCES.partition("@")
    return f"{local}+{email.pk}-{_mac(email, to)}@{domain}" if domain else ""


def bounce_is_of(bounce: Bounce, email: Email) -> bool:
    """Return whether a bounce is a reply to this email, sent to the present address of its recipient."""
    return constant_time_compare(bounce.mac, _mac(email, email.recipient.email))


def bounce_parse(content: bytes) -> Bounce | None:
    """Return the bounce that an incoming message is, or None if it is something else or cannot be read.

    Nothing is verified yet: call `bounce_is_of`.
    """
    try:
        message = message_from_bytes(content[:MOST_BYTES])
        found = _RETURN_PATH.search(" ".join(str(value) for name in _TO for value in message.get_all(name, [])))
        reports = list(_recipients_in(message))
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError):  # anyone can write to this mailbox
        return None
    if found is None or not reports:
        return None
    causes = [cause for cause in map(_cause, reports) if cause]
    return Bounce(int(found[1]), found[2].lower(), causes[0] if causes else "")


def _recipients_in(message: Message) -> Iterator[Message]:
    """Yield the fields of each recipient in a report; nothing from the message that a report returns."""
    if message.get_content_type() != "multipart/report":
        return
    parts = message.get_payload()
    for part in parts if isinstance(parts, list) else []:
        if isinstance(part, Message) and part.get_content_type() == "message/delivery-status":
            blocks = part.get_payload()
            yield from (block for block in blocks if isinstance(block, Message) and block["Action"])


def _cause(fields: Message) -> str:
    """Return why a message was finally refused, or "" for a delay, a receipt or a temporary failure."""
    status = _STATUS.match(str(fields["Status"] or ""))
    if status is None or str(fields["Action"]).split(";")[0].strip().lower() != "failed":
        return ""
    if not status[1].startswith("5."):
        return ""
    reason = str(fields["Diagnostic-Code"] or "").partition(";")[2].strip()
    # Some servers report nothing but 5.0.0, and the status in what the other server said.
    said = _STATUS_SAID.match(reason) if status[1] == "5.0.0" else None
    code = said[1] if said else status[1]
    if MAILBOX_FULL.search(f"{code} {reason}"):
        return FULL
    return ADDRESS if _ABOUT_THE_MAILBOX.match(code) else MESSAGE


def _mac(email: Email, to: str) -> str:
    row = f"{email.pk} {email.email_type} {email.idempotency_key} {email.recipient_id} {to.lower()}"
    return salted_hmac("leerweb.bounce", row, algorithm="sha256").hexdigest()[:MAC_LENGTH]
