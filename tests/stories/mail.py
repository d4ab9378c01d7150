"""A mail server that can stop and come back, and the emails that reached it."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from tests.services.processes import free_port


class MailServer:
    """An SMTP server on its own port that stores every email in the order of arrival."""

    def __init__(self) -> None:
        self.port = free_port()
        self.emails: list[EmailMessage] = []
        self._controller: Controller | None = None

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Accept an email."""
        email: Message = message_from_bytes(envelope.content, policy=default)
        assert isinstance(email, EmailMessage)
        self.emails.append(email)
        return "250 OK"

    def start(self) -> None:
        """Answer from now on."""
        logging.getLogger("mail.log").setLevel(logging.WARNING)  # not the dialogue of two servers
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def stop(self) -> None:
        """Refuse every connection from now on."""
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    def to(self, address: str) -> list[EmailMessage]:
        """Return the emails for an address."""
        return [email for email in self.emails if address in str(email["To"])]

    def links_to(self, address: str, path: str) -> list[str]:
        """Return the links in the emails for an address whose path begins with `path`, oldest first."""
        texts = [text_of(email) for email in self.to(address)]
        return [link for text in texts for link in re.findall(rf"https?://[^/\s]+({re.escape(path)}\S*)", text)]

    def message_ids(self) -> set[str]:
        """Return the Message-IDs that arrived: SMTP may deliver one twice, which counts as one email."""
        return {str(email["Message-ID"]) for email in self.emails}


def text_of(email: EmailMessage) -> str:
    """Return the plain text of an email."""
    body = email.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


@pytest.fixture
def mail_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    """Return a running mail server; background processes started after this fixture send their emails there."""
    server = MailServer()
    monkeypatch.setenv("LEERWEB_TEST_SMTP_PORT", str(server.port))
    server.start()
    yield server
    server.stop()
