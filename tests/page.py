"""A page in one state, as listed in tests/pages.py."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.page_world import PageWorld

AUTHENTICATION = "allauth.account.auth_backends.AuthenticationBackend"
Before = Callable[[Client, PageWorld], None]


@dataclass(frozen=True)
class Page:
    """One page for one reader in one state, with the status it answers with."""

    name: str
    path: str
    reader: str
    state: str = "filled"
    status: int = 200
    posts: dict[str, str] | None = None
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    before: Before | None = None
    form_on: str = ""  # the page with the form, if it posts to another address
    demo: bool = False

    def __str__(self) -> str:
        return f"{self.name} {self.state} ({self.reader})"

    def address(self, found: PageWorld) -> str:
        """Return the address in a world."""
        return self.path.format(**found.parts)

    def client(self, found: PageWorld) -> Client:
        """Return a client of the reader, after `before` has run."""
        client, person = Client(), found.readers[self.reader]
        if person is not None:
            client.force_login(person, backend=AUTHENTICATION)
        if self.before:
            self.before(client, found)
        return client

    def open(self, found: PageWorld, client: Client | None = None) -> Any:
        """Return the response that shows the page."""
        client = client or self.client(found)
        address = self.address(found)
        if self.posts is None:
            return client.get(address)
        files = {name: SimpleUploadedFile(*file) for name, file in self.files.items()}
        return client.post(address, {**self.typed(found), **files})

    def typed(self, found: PageWorld) -> dict[str, str]:
        """Return the form data that the reader sends."""
        parts, posts = found.parts, self.posts or {}
        return {name.format(**parts): value.format(**parts) for name, value in posts.items()}
