"""Personal links: a link does one thing and carries a token that is derived, never stored.

The token is HMAC-SHA-256 over purpose, id and version, keyed by the secret key, cut to 128 bits. Raising the version
revokes every link made before.
"""

from base64 import urlsafe_b64encode

from django.utils.crypto import constant_time_compare, salted_hmac

TOKEN_BYTES = 16


def token_make(*, purpose: str, key: int, version: int) -> str:
    """Return `<key>-<mac>`, safe in a URL."""
    digest = salted_hmac(f"leerweb.link.{purpose}", f"{key}.{version}", algorithm="sha256").digest()
    return f"{key}-{urlsafe_b64encode(digest[:TOKEN_BYTES]).decode().rstrip('=')}"


def token_key(token: str) -> int | None:
    """Return the id a token speaks of, without trusting it; None when it has no such form."""
    key, _, mac = token.partition("-")
    return int(key) if mac and key.isascii() and key.isdigit() and len(key) < 19 else None


def token_fits(token: str, *, purpose: str, key: int, version: int) -> bool:
    """Return whether a token was made for exactly this purpose, id and version."""
    return constant_time_compare(token, token_make(purpose=purpose, key=key, version=version))
