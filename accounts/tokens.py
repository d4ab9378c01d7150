"""Tokens of personal links. A link serves one purpose; its token is derived and never stored.

The token is HMAC-SHA-256 over purpose, key and version, keyed by the secret key and truncated to 128 bits. Raising the
version revokes all earlier links.
"""

from base64 import urlsafe_b64encode

from django.utils.crypto import constant_time_compare, salted_hmac

TOKEN_BYTES = 16


def token_create(*, purpose: str, key: int, version: int) -> str:
    """Return the token `<key>-<mac>`, safe for URLs."""
    digest = salted_hmac(f"leerweb.link.{purpose}", f"{key}.{version}", algorithm="sha256").digest()
    return f"{key}-{urlsafe_b64encode(digest[:TOKEN_BYTES]).decode().rstrip('=')}"


def token_key(token: str) -> int | None:
    """Return the key in a token, which is not verified, or None if the token is malformed."""
    key, _, mac = token.partition("-")
    return int(key) if mac and key.isascii() and key.isdigit() and len(key) < 19 else None


def token_is_valid(token: str, *, purpose: str, key: int, version: int) -> bool:
    """Return whether a token is valid for this purpose, key and version."""
    return constant_time_compare(token, token_create(purpose=purpose, key=key, version=version))
