"""Encryption of draft responses, with one key per wave that is destroyed when the wave closes.

Deleting rows does not destroy them: a database keeps their bytes in pages that other rows use, in its log and in
backups. Without the key those bytes say nothing.
"""

import secrets
from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from accounts.encryption import secret_cipher

PURPOSE = "draft-responses"
NONCE_SIZE = 12  # NIST SP 800-38D


@dataclass(frozen=True, slots=True)
class DraftContent:
    """The content of a draft: one character per item, and two choices."""

    answers: str
    consent: bool = False
    submitted: bool = False


def wrapped_key_create() -> bytes:
    """Return a new key, encrypted under the secret key, which is not in the database."""
    return secret_cipher(PURPOSE).encrypt(AESGCM.generate_key(bit_length=256))


def key_unwrap(wrapped: bytes) -> bytes:
    """Return the key. Raises InvalidToken if it was wrapped under a secret key that the settings no longer know."""
    return secret_cipher(PURPOSE).decrypt(wrapped)


def draft_seal(key: bytes, content: DraftContent, *, invitation_pk: int) -> bytes:
    """Return the content of an invitation's draft encrypted; its length depends on the questionnaire only."""
    nonce = secrets.token_bytes(NONCE_SIZE)
    plain = f"{content.consent:d}{content.submitted:d}{content.answers}".encode()
    return nonce + AESGCM(key).encrypt(nonce, plain, _bound_to(invitation_pk))


def draft_open(key: bytes, sealed: bytes, *, invitation_pk: int) -> DraftContent:
    """Return the content. Raises InvalidTag if it was changed or belongs to another invitation or wave."""
    plain = AESGCM(key).decrypt(sealed[:NONCE_SIZE], sealed[NONCE_SIZE:], _bound_to(invitation_pk)).decode()
    return DraftContent(answers=plain[2:], consent=plain[0] == "1", submitted=plain[1] == "1")


def _bound_to(invitation_pk: int) -> bytes:
    return f"invitation {invitation_pk}".encode()
