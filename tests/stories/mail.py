"""A mail server that can be away and come back, and the letters that reached it."""

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
    """Speaks SMTP on a port of its own; keeps every letter it has taken, in the order in which they came."""

    def __init__(self) -> None:
        self.port = free_port()
        self.letters: list[EmailMessage] = []
        self._controller: Controller | None = None

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Take a letter."""
        letter: Message = message_from_bytes(envelope.content, policy=default)
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)
        return "250 OK"

    def start(self) -> None:
        """Answer from now on."""
        logging.getLogger("mail.log").setLevel(logging.WARNING)  # a failed test need not list the talk of two servers
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def stop(self) -> None:
        """Refuse every connection from now on."""
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    def to(self, address: str) -> list[EmailMessage]:
        """Return the letters for an address."""
        return [letter for letter in self.letters if address in str(letter["To"])]

    def links_to(self, address: str, path: str) -> list[str]:
        """Return the links in somebody's letters whose path begins with `path`, oldest first."""
        texts = [text_of(letter) for letter in self.to(address)]
        return [link for text in texts for link in re.findall(rf"https?://[^/\s]+({re.escape(path)}\S*)", text)]

    def message_ids(self) -> set[str]:
        """Return the Message-IDs that have come in: SMTP may bring one twice, and it is one letter then."""
        return {str(letter["Message-ID"]) for letter in self.letters}


def text_of(letter: EmailMessage) -> str:
    """Return the plain text of a letter."""
    body = letter.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


@pytest.fixture
def mail_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    """A mail server that is up; background processes started after this fixture send their letters there."""
    server = MailServer()
    monkeypatch.setenv("LEERWEB_TEST_SMTP_PORT", str(server.port))
    server.start()
    yield server
    server.stop()
