"""The forms about a person: welcome, profile and erasure."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy

from accounts.models import User

if TYPE_CHECKING:
    UserModelForm = forms.ModelForm[User]
else:
    UserModelForm = forms.ModelForm


class PersonForm(UserModelForm):
    """Somebody's own name and language."""

    class Meta:
        model = User
        fields = ["first_name", "infix", "last_name", "language"]
        labels = {
            "first_name": gettext_lazy("First name"),
            "infix": gettext_lazy("Infix"),
            "last_name": gettext_lazy("Last name"),
            "language": gettext_lazy("Language of pages and messages"),
        }
        help_texts = {"infix": gettext_lazy("For example: van der")}
        widgets = {
            "first_name": forms.TextInput(attrs={"autocomplete": "given-name"}),
            "infix": forms.TextInput(attrs={"autocomplete": "off"}),
            "last_name": forms.TextInput(attrs={"autocomplete": "family-name"}),
        }


class WelcomeForm(PersonForm):
    """What an invited person fills in once: a name, a language and, if wanted, a password."""

    password = forms.CharField(
        label=gettext_lazy("Password"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy(
            "At least twelve characters. Leave it empty if you would rather get a code by mail each time you sign in."
        ),
    )

    def clean_password(self) -> str:
        """Check a password by the rules of the site. Raises ValidationError in the reader's language."""
        password: str = self.cleaned_data["password"]
        if password:
            validate_password(password, self.instance)
        return password


class ErasureForm(forms.Form):
    """The own address, typed by hand: so that nobody is erased by a slip."""

    email = forms.CharField(
        label=gettext_lazy("Type your e-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("Type the address that you sign in with.")},
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_email(self) -> str:
        """Check that the address is the person's own. Raises ValidationError in the reader's language."""
        email: str = self.cleaned_data["email"]
        if email.strip().lower() != self.person.email.lower():
            raise ValidationError(gettext("This is not the address that you sign in with."))
        return email
