"""The dialogue with the mail server, phase by phase, so that every failure says whose it is.

Until the server has accepted the sender, a failure is the server's: it concerns every email. After that, it concerns
one email. Between the last byte of the message and the server's answer, nobody knows whether it was taken.
"""

import re
import smtplib
import socket
import ssl
from dataclasses import dataclass
from email.utils import parseaddr

from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address

# Seconds (RFC 5321, 4.5.3.2): the server scans the whole message before it answers after DATA.
COMMAND_TIMEOUT, DATA_TIMEOUT, TAKEN_TIMEOUT = 300, 180, 600
# A worker waits for these, so they are shorter: connecting, encryption, signing in, and naming the sender.
SERVER_TIMEOUT, CLOSE_TIMEOUT = 30, 5
OK, START_INPUT, CLOSING = 250, 354, 421
TEMPORARY, PERMANENT = range(400, 500), range(500, 600)

# Replies to RCPT that are about this installation: not signed in, no encryption, a sender that may not send, no
# relaying. Postfix gives its verdict about the client and the sender only then.
ABOUT_US_CODES = {CLOSING, 530, 534, 535, 538}
# 5.7.20 to 5.7.29: the sender's domain fails SPF, DKIM or DMARC (RFC 7372). 5.3.4: this message is too big.
ABOUT_US_STATUS = re.compile(r"^[45]\.(1\.[78]|7\.0|7\.2\d|3\.[0-35-9])\b")
# After the message, 5.7.0 and words about senders may be about its content.
ABOUT_US_AFTER_DATA = re.compile(r"^[45]\.(1\.[78]|7\.2\d|3\.[0-35-9])\b")
ABOUT_US_TEXT = re.compile(r"sender|relay|authenticat|not authori[sz]ed|starttls", re.IGNORECASE)
MAILBOX_FULL = re.compile(r"^[45]\.2\.2\b|quota|mailbox (is )?full|over ?quota", re.IGNORECASE)
ADDRESS_REFUSED_STATUS = re.compile(r"^5\.1\.")


class MailServerError(Exception):
    """A failure of the mail server or of its settings: it concerns every email. `cause` holds no personal data."""

    def __init__(self, cause: str) -> None:
        super().__init__(cause)
        self.cause = cause


@dataclass
class EmailRefusedError(Exception):
    """A refusal of one email. `cause` is one of the constants below."""

    cause: str
    is_temporary: bool


class EmailUncertainError(Exception):
    """The server got a whole message and did not answer: it may have been taken."""


ADDRESS, FULL, MESSAGE = "address", "full", "message"


def smtp_open(backend: EmailBackend) -> smtplib.SMTP:
    """Return an open connection to the mail server. Raises MailServerError."""
    backend.timeout = SERVER_TIMEOUT
    try:
        backend.open()
    except smtplib.SMTPNotSupportedError as error:
        raise MailServerError("no STARTTLS" if "STARTTLS" in str(error) else "sign-in not offered") from error
    except smtplib.SMTPAuthenticationError as error:
        raise MailServerError(f"password refused ({error.smtp_code})") from error
    except smtplib.SMTPResponseException as error:
        raise MailServerError(f"connection refused ({error.smtp_code})") from error
    except ssl.SSLError as error:
        raise MailServerError("certificate or encryption") from error
    except OSError as error:
        # smtplib has no class of its own for a server that offers no way to sign in that it knows.
        cause = "sign-in not offered" if type(error) is smtplib.SMTPException else ""
        raise MailServerError(cause) from error
    if not isinstance(backend.connection, smtplib.SMTP):
        raise MailServerError("")
    return backend.connection


def smtp_close(backend: EmailBackend) -> None:
    """Close a connection, whatever state it is in."""
    backend.fail_silently = True
    if isinstance(backend.connection, smtplib.SMTP):
        _timeout_set(backend.connection, CLOSE_TIMEOUT)
    backend.close()


def sender_offer(smtp: smtplib.SMTP, sender: str) -> None:
    """Name the sender to the server. Raises MailServerError: every email has this domain as its sender."""
    try:
        _timeout_set(smtp, SERVER_TIMEOUT)
        smtp.ehlo_or_helo_if_needed()
        code, _text = smtp.mail(bare(sender))
    except smtplib.SMTPResponseException as error:
        raise MailServerError(f"connection refused ({error.smtp_code})") from error
    except OSError as error:
        raise MailServerError("") from error
    if code != OK:
        raise MailServerError(f"sender refused ({code})" if code in PERMANENT else f"not now ({code})")


def message_hand_over(smtp: smtplib.SMTP, message: EmailMessage) -> None:
    """Hand a message to a server that accepted its sender. Takes up to ten minutes if the server is slow.

    Raises MailServerError, EmailRefusedError, or EmailUncertainError if nobody knows whether the message was taken.
    """
    handed_over = False
    try:
        _timeout_set(smtp, COMMAND_TIMEOUT)
        if smtp.sock is not None:
            # The last line of a message is a packet of its own, which would wait for the answer to the one before.
            smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        _recipient_check(*smtp.rcpt(bare(message.to[0])))
        code, text = smtp.docmd("data")
        if code != START_INPUT:
            _message_check(code, text)
        content = re.sub(rb"(?m)^\.", b"..", message.message().as_bytes(linesep="\r\n"))  # type: ignore[call-arg]  # Django's own class
        _timeout_set(smtp, DATA_TIMEOUT)
        smtp.send(content.removesuffix(b"\r\n"))
        handed_over = True
        _timeout_set(smtp, TAKEN_TIMEOUT)
        smtp.send(b"\r\n.\r\n")
        _message_check(*smtp.getreply())
    except UnicodeError as error:
        raise EmailRefusedError(ADDRESS, is_temporary=False) from error
    except OSError as error:  # smtplib's errors too
        if handed_over:
            raise EmailUncertainError from error
        raise EmailRefusedError(MESSAGE, is_temporary=True) from error


def _recipient_check(code: int, text: bytes) -> None:
    """Raise the refusal in a reply to RCPT, if it is one."""
    reply = text.decode(errors="replace")
    if code in (OK, 251):
        return
    if is_about_us(code, reply):
        raise MailServerError(f"sender refused ({code})" if code in PERMANENT else f"not now ({code})")
    cause = FULL if code == 552 or MAILBOX_FULL.search(reply) else ADDRESS
    raise EmailRefusedError(cause, is_temporary=code in TEMPORARY)


def is_about_us(code: int, reply: str) -> bool:
    """Return whether a reply to RCPT concerns this installation rather than the recipient."""
    if code in ABOUT_US_CODES or ABOUT_US_STATUS.match(reply):
        return True
    if ADDRESS_REFUSED_STATUS.match(reply) or code not in PERMANENT:
        return False
    return bool(ABOUT_US_TEXT.search(reply))


def _message_check(code: int, text: bytes) -> None:
    """Raise the refusal in the reply after a message, if it is one."""
    reply = text.decode(errors="replace")
    if code == OK:
        return
    if code in ABOUT_US_CODES or ABOUT_US_AFTER_DATA.match(reply):
        raise MailServerError(f"sender refused ({code})" if code in PERMANENT else f"not now ({code})")
    cause = FULL if MAILBOX_FULL.search(reply) else MESSAGE
    raise EmailRefusedError(cause, is_temporary=code not in PERMANENT)


def bare(address: str) -> str:
    """Return an address as it is named to a mail server."""
    return parseaddr(sanitize_address(address, "utf-8"))[1]


def _timeout_set(smtp: smtplib.SMTP, seconds: float) -> None:
    if smtp.sock is not None:
        smtp.sock.settimeout(seconds)
