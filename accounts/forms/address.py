"""In a room with others: the own address, to which the own link is sent."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AddressForm(forms.Form):
    """In the room: the own address."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("The address at which you are invited."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
    )
