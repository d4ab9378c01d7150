"""The second factor: who needs one, and how allauth stores and shows it.

It is a code from an app or a passkey; recovery codes come with either. Staff need one, and so do the people for whom a
higher layer registers `sessions.short_session_for`.
"""
# mypy: disallow-subclassing-any=False
# (allauth ships no types)

import base64
import secrets
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from accounts.encryption import secret_cipher
from accounts.models import User
from accounts.qr import qr_svg
from accounts.sessions import has_sensitive_access
from audit.registry import Audience, audit_code
from audit.services import audit_write

PURPOSE = "second-factor"
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]

ADDED = audit_code(
    "accounts.second_factor_added", gettext_lazy("set up a second step for signing in"), audience=Audience.PERSON
)
REMOVED = audit_code(
    "accounts.second_factor_removed", gettext_lazy("removed a second step for signing in"), audience=Audience.PERSON
)
RESET = audit_code(
    "accounts.second_factor_reset",
    gettext_lazy("removed the second step of %(person)s on the server"),
    audience=Audience.PERSON,
)


def second_factor_missing(user: User) -> bool:
    """Return whether a person has to set up a second factor before anything else."""
    return (
        settings.LEERWEB_SECOND_FACTOR_REQUIRED
        and has_sensitive_access(user)
        and not Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS).exists()
    )


@transaction.atomic
def second_factor_reset(*, person: User) -> int:
    """Delete a person's second factors and recovery codes, and return their number."""
    count: int = Authenticator.objects.filter(user_id=person.pk).delete()[0]
    if count:
        audit_write(RESET, actor=None, person=str(person), person_key=person.pk)
    return count


def factor_added(sender: Any, request: HttpRequest, user: User, authenticator: Any, **kwargs: Any) -> None:
    """Record it in the audit log. This counts as a reauthentication, for viewing the recovery codes."""
    if authenticator.type not in FACTORS:
        return
    record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type, reauthenticated=True)
    audit_write(ADDED, actor=user)


def factor_removed(sender: Any, request: HttpRequest, user: User, authenticator: Any, **kwargs: Any) -> None:
    """Record it in the audit log."""
    if authenticator.type in FACTORS:
        audit_write(REMOVED, actor=user)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Allauth's adapter with our messages, encrypted secrets and a QR code without inline styles."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_generate_recovery_codes": gettext_lazy("Set up an app or a passkey first."),
        "incorrect_code": gettext_lazy("That didn’t work. Try again."),
    }

    def encrypt(self, text: str) -> str:
        """Return a secret, encrypted for storage."""
        return secret_cipher(PURPOSE).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return a stored secret, or a random one if it was encrypted with a key that no longer exists."""
        try:
            cipher = secret_cipher(PURPOSE)
            return cipher.decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return base64.b32encode(secrets.token_bytes(20)).decode()

    def build_totp_svg(self, url: str) -> SafeString:
        """Return the QR code as inline SVG, so that the CSP needs no exception."""
        return qr_svg(url)

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002, ARG002 - allauth's signature
        """Return the suggested name for a new passkey."""
        return gettext("This device")
