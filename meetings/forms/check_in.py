"""The forms about saying oneself that one is there."""

from django import forms
from django.utils.translation import gettext_lazy as _


class CheckInForm(forms.Form):
    """The code on the screen, typed or scanned."""

    code = forms.CharField(
        label=_("The code on the screen"),
        help_text=_("Six digits. There is another one every minute."),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "size": "8"}),
    )


class CheckInSettingForm(forms.Form):
    """Whether people of a network may say themselves that they are there."""

    is_on = forms.BooleanField(
        label=_("People can say themselves that they are there, by a code on the screen"), required=False
    )
