"""Allauth's forms for sign-in and passwords, with our labels."""
# mypy: disallow-subclassing-any=False
# (allauth ships no types)

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.utils.translation import gettext_lazy

from accounts.fields import AddressFormField

ADDRESS = gettext_lazy("Email address")
PASSWORD = gettext_lazy("Password")
PASSWORD_HELP = gettext_lazy("At least twelve characters. A sentence that only you would think of works well.")


def address_field_set(form: Any, name: str, label: Any, **attributes: str) -> None:
    """Replace one of allauth's address fields with ours, which cleans the address before it is checked and compared."""
    form.fields[name] = AddressFormField(widget=form.fields[name].widget)
    field_customise(form.fields[name], label, inputmode="email", autocapitalize="none", **attributes)


def field_customise(field: forms.Field, label: Any, help_text: Any = "", **attributes: str) -> None:
    """Set the label, help text and attributes of one of allauth's fields, and remove its placeholder."""
    field.label = label
    field.help_text = help_text
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attributes)


class SignInForm(allauth_forms.LoginForm):
    """Sign-in with a password or by requesting a code; one form, so that the address is typed once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        address_field_set(self, "login", ADDRESS, autocomplete="username")
        password = self.fields["password"]
        field_customise(password, PASSWORD)
        password.error_messages["required"] = gettext_lazy("Enter your password, or choose “Email me a code”.")
        password.required = "by_code" not in self.data

    def clean(self) -> Any:
        """Ignore the password if the button for a code was used."""
        if "by_code" in self.data:
            self.cleaned_data.pop("password", None)
        return super().clean()


class RequestCodeForm(allauth_forms.RequestLoginCodeForm):
    """The address to send a sign-in code to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        address_field_set(self, "email", ADDRESS, autocomplete="username")


class _CodeField:
    """The field for an emailed code, which phones can fill in."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_customise(
            self.fields["code"],
            gettext_lazy("Code"),
            gettext_lazy("With or without the hyphen, in capitals or not."),
            autocomplete="one-time-code",
            autocapitalize="characters",
            spellcheck="false",
        )


class SignInCodeForm(_CodeField, allauth_forms.ConfirmLoginCodeForm):
    """The code for signing in."""


class CodeAgainForm(_CodeField, allauth_forms.ConfirmReauthenticationCodeForm):
    """The emailed code before a sensitive action."""


class AddressCodeForm(_CodeField, allauth_forms.ConfirmEmailVerificationCodeForm):
    """The code that verifies an address."""


class ResetCodeForm(_CodeField, allauth_forms.ConfirmPasswordResetCodeForm):
    """The code for choosing a new password."""


class ForgottenPasswordForm(allauth_forms.ResetPasswordForm):
    """The address to send a password reset code to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        address_field_set(self, "email", ADDRESS, autocomplete="username")


class _OnePassword:
    """A new password, typed once: after a typo, a person can still sign in with a code."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("password2")
        field_customise(self.fields["password1"], gettext_lazy("New password"), PASSWORD_HELP)


class NewPasswordForm(_OnePassword, allauth_forms.ResetPasswordKeyForm):
    """A new password, after a code."""


class FirstPasswordForm(_OnePassword, allauth_forms.SetPasswordForm):
    """The first password of a person who has signed in with codes so far."""


class ChangePasswordForm(_OnePassword, allauth_forms.ChangePasswordForm):
    """The current password and a new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_customise(self.fields["oldpassword"], gettext_lazy("Current password"))


class PasswordAgainForm(allauth_forms.ReauthenticateForm):
    """The password again, before a sensitive action."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_customise(self.fields["password"], PASSWORD)


class NewAddressForm(allauth_forms.AddEmailForm):
    """A person's new address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        address_field_set(self, "email", gettext_lazy("New email address"))
