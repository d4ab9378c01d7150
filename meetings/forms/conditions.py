"""The forms about online: whether everything is ready, and what is arranged."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.conditions import CODES, LEFT_OPEN, NOT_YET, QUESTIONS, READY
from meetings.forms.page import TaskForm

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from accounts.models import User

CHOICES = [(READY, _("yes")), (NOT_YET, _("not yet")), (LEFT_OPEN, _("I leave this open"))]


class ConditionsForm(forms.Form):
    """A few questions about the situation. None has to be answered."""

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        for question in QUESTIONS:
            self.fields[question.code] = forms.ChoiceField(
                label=question.text,
                choices=CHOICES,
                required=False,
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": _("Choose one of the answers.")},
            )

    def answers(self) -> dict[str, str]:
        """Return the answers by code of question, "" for what was left open."""
        return {code: self.cleaned_data[code] for code in CODES}


class SupportNeedForm(TaskForm):
    """What is arranged: always with somebody who sees to it and a day."""

    def __init__(self, *args: Any, people: "QuerySet[User]", **options: Any) -> None:
        super().__init__(*args, people=people, **options)
        for name in ("owner", "due_on"):
            self.fields[name].required = True
