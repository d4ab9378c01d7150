"""The forms of the second step of signing in: allauth's, in our words."""
# mypy: disallow-subclassing-any=False
# (allauth ships no types)

from typing import Any

from allauth.mfa.base import forms as base_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from django import forms
from django.utils.translation import gettext_lazy

from accounts.forms.sign_in import worded


class _AppCodeWords:
    """One field for a code of six digits from an app, or a recovery code."""

    fields: dict[str, forms.Field]
    label: Any = gettext_lazy("Code from your app")
    hint: Any = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        worded(self.fields["code"], self.label, self.hint, autocomplete="one-time-code", inputmode="numeric")


class ActivateAppForm(_AppCodeWords, totp_forms.ActivateTOTPForm):
    """The first code of an app: it shows that the app took the secret over."""


class SecondStepForm(_AppCodeWords, base_forms.AuthenticateForm):
    """A code at sign-in."""

    hint = gettext_lazy("A recovery code works here too.")


class SecondStepAgainForm(_AppCodeWords, base_forms.ReauthenticateForm):
    """A code once more, before something that matters."""

    hint = gettext_lazy("A recovery code works here too.")


class AddPasskeyForm(webauthn_forms.AddWebAuthnForm):
    """A passkey with a name. It always asks who you are (a finger, a face, a PIN), so that it can stand alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["passwordless"]
        worded(
            self.fields["name"],
            gettext_lazy("Name"),
            gettext_lazy("So that you know later which device this was."),
            autocomplete="off",
        )

    def clean(self) -> Any:
        """Take no passkey that did not ask who is there."""
        self.cleaned_data["passwordless"] = True
        return super().clean()


class RenamePasskeyForm(webauthn_forms.EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        worded(self.fields["name"], gettext_lazy("Name"), autocomplete="off")
