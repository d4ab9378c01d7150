"""The form that asks whether everything is ready for online."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.conditions import CODES, LEFT_OPEN, NOT_YET, QUESTIONS, READY

CHOICES = [(READY, _("yes")), (NOT_YET, _("not yet")), (LEFT_OPEN, _("I leave this open"))]


class ConditionsForm(forms.Form):
    """A few questions about the situation. None has to be answered."""

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        for question in QUESTIONS:
            self.fields[question.code] = forms.ChoiceField(
                label=question.text, choices=CHOICES, required=False, widget=forms.RadioSelect
            )

    def answers(self) -> dict[str, str]:
        """Return the answers by code of question, "" for what was left open."""
        return {code: self.cleaned_data[code] for code in CODES}
