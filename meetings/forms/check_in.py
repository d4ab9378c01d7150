"""Forms for checking in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineFormField


class CheckInForm(forms.Form):
    """The code on the screen, typed or scanned."""

    code = LineFormField(
        label=_("Code on the screen"),
        help_text=_("Six digits. There is a new code every minute."),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "size": "8"}),
    )


class CheckInSettingForm(forms.Form):
    """Whether people of a network can check themselves in."""

    is_on = forms.BooleanField(label=_("People can check themselves in with a code on the screen"), required=False)
