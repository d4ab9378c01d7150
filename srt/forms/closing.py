"""The form that closes a wave."""

from django import forms
from django.utils.translation import gettext_lazy as _


class CloseForm(forms.Form):
    """A confirmation, so that nobody closes a wave by accident."""

    confirm = forms.BooleanField(
        label=_("Close now. I understand that this can’t be undone."),
        error_messages={"required": _("Tick the box if you want to close now.")},
    )
