"""The content security policy, which is the same on every page."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast

OURS = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "manifest-src": "'self'",
}


def policy_of(client: Client, address: str) -> dict[str, str]:
    """Return the policy of a page, by directive."""
    parts = (part.strip().partition(" ") for part in client.get(address)["Content-Security-Policy"].split(";"))
    return {name: sources for name, _space, sources in parts}


@pytest.mark.parametrize("name", ["Amira", "Nadia", "Stella", None])
def test_policy_allows_our_own_files_only_and_nothing_inline(cast: Cast, name: str | None):
    client = Client()
    if name:
        client.force_login(cast[name])
    for address in (reverse("overview:home"), reverse("account_login"), reverse("admin:index"), "/nergens/"):
        assert policy_of(client, address) == OURS, address
