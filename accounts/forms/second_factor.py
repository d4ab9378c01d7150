"""Allauth's forms for the second factor, with our labels."""
# mypy: disallow-subclassing-any=False
# (allauth ships no types)

import struct
from typing import Any

from allauth.mfa.base import forms as base_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from cryptography.exceptions import InvalidSignature
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from accounts.forms.sign_in import field_customise

# Exceptions of the parsers of passkeys for a response that no browser would send.
MALFORMED = (ArithmeticError, AttributeError, InvalidSignature, LookupError, TypeError, ValueError, struct.error)


def malformed_refused(clean: Any) -> Any:
    """Return what allauth's `clean` returns. Raises ValidationError if it cannot parse the response of a passkey."""
    try:
        return clean()
    except MALFORMED as error:
        raise ValidationError(CredentialField.default_error_messages["invalid"], code="invalid") from error


class CredentialField(forms.JSONField):
    """The response of a passkey (WebAuthn). Refuses what does not look like one: allauth's parser may crash."""

    widget = forms.HiddenInput
    default_error_messages = {"invalid": gettext_lazy("That didn’t work. Try again.")}

    def to_python(self, value: Any) -> Any:
        """Return the response. Raises ValidationError if it is malformed."""
        try:
            found = super().to_python(value)
        except (RecursionError, ValueError):
            found = None
        texts = [found.get(name) for name in ("id", "rawId", "type")] if isinstance(found, dict) else [None]
        if not all(isinstance(text, str) for text in texts) or not isinstance(found.get("response"), dict):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return found


class _AppCodeField:
    """The field for a code from an authenticator app, or a recovery code."""

    fields: dict[str, forms.Field]
    label: Any = gettext_lazy("Code from your app")
    help_text: Any = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_customise(
            self.fields["code"], self.label, self.help_text, autocomplete="one-time-code", inputmode="numeric"
        )


class ActivateAppForm(_AppCodeField, totp_forms.ActivateTOTPForm):
    """The first code of an app, which proves that the app has the secret."""


class SecondStepForm(_AppCodeField, base_forms.AuthenticateForm):
    """The second factor at sign-in."""

    help_text = gettext_lazy("You can also use a recovery code.")


class SecondStepAgainForm(_AppCodeField, base_forms.ReauthenticateForm):
    """The second factor again, before a sensitive action."""

    help_text = gettext_lazy("You can also use a recovery code.")


class AddPasskeyForm(webauthn_forms.AddWebAuthnForm):
    """A new passkey. It always verifies the user (fingerprint, face or PIN), so that it works without a password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"] = CredentialField()
        del self.fields["passwordless"]
        field_customise(
            self.fields["name"],
            gettext_lazy("Name"),
            gettext_lazy("So you can recognise this device later."),
            autocomplete="off",
        )

    def clean(self) -> Any:
        """Require user verification."""
        self.cleaned_data["passwordless"] = True
        return malformed_refused(super().clean)


class RenamePasskeyForm(webauthn_forms.EditWebAuthnForm):
    """The name of a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_customise(self.fields["name"], gettext_lazy("Name"), autocomplete="off")


class _PasskeyForm:
    """The response of a passkey, refused if it is malformed."""

    def clean_credential(self) -> Any:
        """Return the authenticator that the response belongs to. Raises ValidationError if there is none."""
        return malformed_refused(super().clean_credential)  # type: ignore[misc]  # of the form beside it


class PasskeySignInForm(_PasskeyForm, webauthn_forms.LoginWebAuthnForm):
    """Sign-in with a passkey alone."""

    credential = CredentialField()


class PasskeySecondStepForm(_PasskeyForm, webauthn_forms.AuthenticateWebAuthnForm):
    """A passkey as the second factor at sign-in."""

    credential = CredentialField()


class PasskeyAgainForm(_PasskeyForm, webauthn_forms.ReauthenticateWebAuthnForm):
    """A passkey again, before a sensitive action."""

    credential = CredentialField()
