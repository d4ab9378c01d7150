"""The form on the page that closes a wave."""

from django import forms
from django.utils.translation import gettext_lazy as _


class CloseForm(forms.Form):
    """One box, so that nobody closes by a slip of the finger."""

    confirm = forms.BooleanField(
        label=_("Close now. I know that this cannot be undone."),
        error_messages={"required": _("Tick the box if you want to close now.")},
    )
