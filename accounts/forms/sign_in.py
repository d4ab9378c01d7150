"""The forms of sign-in and passwords: allauth's, in our words."""
# mypy: disallow-subclassing-any=False
# (allauth ships no types)

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.utils.translation import gettext_lazy

ADDRESS = gettext_lazy("E-mail address")
PASSWORD = gettext_lazy("Password")
PASSWORD_HINT = gettext_lazy("At least twelve characters. A sentence that only you would think of works well.")


def worded(field: forms.Field, label: Any, hint: Any = "", **attributes: str) -> None:
    """Give a field of allauth our words, and no placeholder: that vanishes when somebody types."""
    field.label = label
    field.help_text = hint
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attributes)


class SignInForm(allauth_forms.LoginForm):
    """An address, and a password or a request for a code: one form, so that the address is typed once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        worded(self.fields["login"], ADDRESS, autocomplete="username", inputmode="email", autocapitalize="none")
        password = self.fields["password"]
        worded(password, PASSWORD)
        password.error_messages["required"] = gettext_lazy("Type your password, or choose “Mail me a code”.")
        password.required = "by_code" not in self.data

    def clean(self) -> Any:
        """Sign in by code when that button was used, whatever stands in the field for the password."""
        if "by_code" in self.data:
            self.cleaned_data.pop("password", None)
        return super().clean()


class RequestCodeForm(allauth_forms.RequestLoginCodeForm):
    """An address that gets a code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        worded(self.fields["email"], ADDRESS, autocomplete="username", inputmode="email", autocapitalize="none")


class _CodeWords:
    """One field for a code, where pasting works and a phone offers what it just received."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        worded(
            self.fields["code"],
            gettext_lazy("Code"),
            gettext_lazy("With or without the dash, capitals or not."),
            autocomplete="one-time-code",
            autocapitalize="characters",
            spellcheck="false",
        )


class SignInCodeForm(_CodeWords, allauth_forms.ConfirmLoginCodeForm):
    """The code of a sign-in."""


class AddressCodeForm(_CodeWords, allauth_forms.ConfirmEmailVerificationCodeForm):
    """The code that shows that an address is somebody's own."""


class ResetCodeForm(_CodeWords, allauth_forms.ConfirmPasswordResetCodeForm):
    """The code that lets somebody choose a new password."""


class ForgottenPasswordForm(allauth_forms.ResetPasswordForm):
    """An address that gets a code for a new password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        worded(self.fields["email"], ADDRESS, autocomplete="username", inputmode="email", autocapitalize="none")


class _OnePassword:
    """A new password, typed once: a code by mail lets in who mistyped it."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("password2")
        worded(self.fields["password1"], gettext_lazy("New password"), PASSWORD_HINT)


class NewPasswordForm(_OnePassword, allauth_forms.ResetPasswordKeyForm):
    """A new password after a code."""


class FirstPasswordForm(_OnePassword, allauth_forms.SetPasswordForm):
    """A password for who signed in by code until now."""


class ChangePasswordForm(_OnePassword, allauth_forms.ChangePasswordForm):
    """The current password and a new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        worded(self.fields["oldpassword"], gettext_lazy("Current password"))


class PasswordAgainForm(allauth_forms.ReauthenticateForm):
    """The password once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        worded(self.fields["password"], PASSWORD)


class NewAddressForm(allauth_forms.AddEmailForm):
    """The address that somebody wants to use from now on."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        worded(self.fields["email"], gettext_lazy("New e-mail address"), inputmode="email", autocapitalize="none")
