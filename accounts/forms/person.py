"""The forms about a person: welcome and profile."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy

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
            "language": gettext_lazy("Language of pages and letters"),
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
