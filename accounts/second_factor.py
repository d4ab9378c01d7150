"""The second step of signing in: who needs one, and how allauth keeps and draws it.

A second factor is a code from an app or a passkey; recovery codes come with either. Staff needs one, and whoever a
floor above names by `sessions.short_session_for`.
"""
# mypy: disallow-subclassing-any=False
# (allauth ships no types)

import base64
import secrets
from functools import lru_cache
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from accounts.models import User
from accounts.qr import qr_svg
from accounts.sessions import guards_much
from audit.registry import Audience, audit_code
from audit.services import audit_write

FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]

ADDED = audit_code(
    "accounts.second_factor_added", gettext_lazy("set up a second step of signing in"), audience=Audience.PERSON
)
REMOVED = audit_code(
    "accounts.second_factor_removed", gettext_lazy("removed a second step of signing in"), audience=Audience.PERSON
)
RESET = audit_code(
    "accounts.second_factor_reset",
    gettext_lazy("removed on the server the second step of signing in of %(person)s"),
    audience=Audience.PERSON,
)


def second_factor_missing(user: User) -> bool:
    """Return whether somebody has to set up a second factor before anything else."""
    return (
        settings.LEERWEB_SECOND_FACTOR_REQUIRED
        and guards_much(user)
        and not Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS).exists()
    )


@transaction.atomic
def second_factor_reset(*, person: User) -> int:
    """Remove every factor and recovery code of somebody who lost them. Returns how many there were."""
    count: int = Authenticator.objects.filter(user_id=person.pk).delete()[0]
    if count:
        audit_write(RESET, actor=None, person=str(person), person_key=person.pk)
    return count


def factor_added(sender: Any, request: HttpRequest, user: User, authenticator: Any, **kwargs: Any) -> None:
    """Note it in the log. Who just used a new factor need not show once more who they are to see their codes."""
    if authenticator.type not in FACTORS:
        return
    record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type, reauthenticated=True)
    audit_write(ADDED, actor=user)


def factor_removed(sender: Any, request: HttpRequest, user: User, authenticator: Any, **kwargs: Any) -> None:
    """Note it in the log."""
    if authenticator.type in FACTORS:
        audit_write(REMOVED, actor=user)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Our words, secrets that the database alone does not give away, and a code to scan that needs no style."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_generate_recovery_codes": gettext_lazy("First set up an app or a passkey."),
        "incorrect_code": gettext_lazy("That did not work. Try once more."),
    }

    def encrypt(self, text: str) -> str:
        """Return a secret as it is stored."""
        return _cipher(settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return a stored secret; one that nothing fits when it was stored under a key that is gone."""
        try:
            cipher = _cipher(settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
            return cipher.decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return base64.b32encode(secrets.token_bytes(20)).decode()

    def build_totp_svg(self, url: str) -> SafeString:
        """Return the code to scan as SVG within the page: the content policy needs no exception for it."""
        return qr_svg(url)

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002, ARG002 - allauth's signature
        """Return the name that is filled in for a new passkey."""
        return gettext("This device")


@lru_cache(maxsize=4)
def _cipher(*keys: str) -> MultiFernet:
    """Return the cipher over the secret keys: it writes with the first and reads with all."""
    return MultiFernet([Fernet(base64.urlsafe_b64encode(_derive(key))) for key in keys])


def _derive(key: str) -> bytes:
    """Derive 32 bytes that serve this purpose alone (HKDF, RFC 5869)."""
    return HKDF(SHA256(), length=32, salt=None, info=b"leerweb.second-factor").derive(key.encode())
