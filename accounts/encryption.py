"""Encryption under the secret key of the installation, with a key of its own per purpose."""

import base64
from functools import lru_cache

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def secret_cipher(purpose: str) -> MultiFernet:
    """Return a cipher that encrypts with SECRET_KEY and decrypts with it or any of SECRET_KEY_FALLBACKS."""
    return _cipher(purpose, settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


@lru_cache(maxsize=8)
def _cipher(purpose: str, *keys: str) -> MultiFernet:
    return MultiFernet([Fernet(base64.urlsafe_b64encode(_derive(key, purpose))) for key in keys])


def _derive(key: str, purpose: str) -> bytes:
    """Derive a 32-byte key for one purpose (HKDF, RFC 5869)."""
    return HKDF(SHA256(), length=32, salt=None, info=f"leerweb.{purpose}".encode()).derive(key.encode())
