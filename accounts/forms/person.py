from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy

from accounts.models import User
from accounts.text import address_or_text

if TYPE_CHECKING:
    UserModelForm = forms.ModelForm[User]
else:
    UserModelForm = forms.ModelForm


class PersonForm(UserModelForm):
    """A person's own name and language."""

    class Meta:
        model = User
        fields = ["first_name", "infix", "last_name", "language"]
        labels = {
            "first_name": gettext_lazy("First name"),
            "infix": gettext_lazy("Middle particle"),
            "last_name": gettext_lazy("Last name"),
            "language": gettext_lazy("Language of pages and emails"),
        }
        help_texts = {"infix": gettext_lazy("For example, van der")}
        widgets = {
            "first_name": forms.TextInput(attrs={"autocomplete": "given-name"}),
            "infix": forms.TextInput(attrs={"autocomplete": "off"}),
            "last_name": forms.TextInput(attrs={"autocomplete": "family-name"}),
        }


class WelcomeForm(PersonForm):
    """The account of an invited person: name, language and an optional password."""

    password = forms.CharField(
        label=gettext_lazy("Password"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy(
            "At least twelve characters. Leave this empty if you’d rather get a code by email each time you sign in."
        ),
    )

    def clean_password(self) -> str:
        """Validate the password if one is given."""
        password: str = self.cleaned_data["password"]
        if password:
            validate_password(password, self.instance)
        return password


class ErasureForm(forms.Form):
    """The person's own address, typed to confirm that they want to be erased."""

    email = forms.CharField(
        label=gettext_lazy("Type your email address"),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("Type the address you sign in with.")},
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_email(self) -> str:
        """Check that this is the person's own address."""
        email: str = self.cleaned_data["email"]
        if address_or_text(email) != address_or_text(self.person.email):
            raise ValidationError(gettext("This isn’t the address you sign in with."))
        return email
