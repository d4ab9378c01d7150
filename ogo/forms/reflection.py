"""Forms for looking back on a phase."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import ProseFormField


def _lines(label: Any, *, rows: int, hint: Any = "") -> ProseFormField:
    widget = forms.Textarea(attrs={"rows": rows})
    return ProseFormField(label=label, max_length=4000, required=False, widget=widget, help_text=hint)


class ReflectionForm(forms.Form):
    """The look back on a phase. Everything may stay empty."""

    did = _lines(
        _("What did we do?"),
        rows=8,
        hint=_("We put the notes of your meetings and your activities here. Change and remove what you like."),
    )
    learned = _lines(_("What did we learn?"), rows=5)
    takes_on = _lines(_("What do we take with us?"), rows=5)


class OwnLineForm(forms.Form):
    """A participant's own line before the network looks back."""

    text = ProseFormField(
        label=_("What do you take from this phase?"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A line is enough. Your network reads it with your name. You can change or remove it."),
    )
