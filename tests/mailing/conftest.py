"""A kind of letter that tests can bend, and a mail server that can be told what to say."""
# ruff: noqa: ARG002, N802 - names and arguments are aiosmtpd's

import socket
from collections.abc import Iterator
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope

from mailing import registry
from mailing.registry import LetterContent

KIND = "tests.letter"


class Mailbox:
    """Keeps what arrived, in order. Addresses in `refuse` do not exist here."""

    def __init__(self) -> None:
        self.arrived: list[Envelope] = []
        self.refuse: set[str] = set()

    async def handle_RCPT(self, server: Any, session: Any, envelope: Envelope, address: str, options: Any) -> str:
        if address in self.refuse:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:
        self.arrived.append(envelope)
        return "250 OK"

    @property
    def recipients(self) -> list[str]:
        return [envelope.rcpt_tos[0] for envelope in self.arrived]


class MailServer:
    """A real SMTP server on this machine that can go away and come back."""

    def __init__(self) -> None:
        self.mailbox = Mailbox()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.come_back()

    def stop(self) -> None:
        self.controller.stop()

    def come_back(self) -> None:
        self.controller = Controller(self.mailbox, hostname="127.0.0.1", port=self.port)
        self.controller.start()


@pytest.fixture
def mail_server(settings) -> Iterator[MailServer]:
    """Send mail over SMTP to a server of this test."""
    server = MailServer()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = False
    yield server
    server.stop()


@pytest.fixture
def letter_kind_of_tests(monkeypatch) -> dict[int, LetterContent | None]:
    """Register a builder for KIND; what it returns for a person can be set by their id."""
    contents: dict[int, LetterContent | None] = {}

    def build(letter: Any) -> LetterContent | None:
        usual = LetterContent(subject="Een bericht", template="mailing/letter", context={})
        return contents.get(letter.recipient_id, usual)

    monkeypatch.setitem(registry._builders, KIND, build)
    return contents
