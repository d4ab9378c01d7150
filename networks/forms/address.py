"""The form to ask for another address for a person who lost the mailbox."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import AddressFormField


class AddressChangeForm(forms.Form):
    """The address a person has now, and the one to give them."""

    email = AddressFormField(
        label=_("Address the account has now"), widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    address = AddressFormField(
        label=_("New address"),
        help_text=_("Check by telephone or in person that it is really theirs."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
