from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import AddressFormField


class AddressForm(forms.Form):
    """The address to which a person's own link is sent."""

    email = AddressFormField(
        label=_("Your email address"),
        help_text=_("The address at which you were invited."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
    )
