"""Forms for the online readiness check and for support needs."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.forms.page import TaskForm
from meetings.online_readiness import CODES, NOT_YET, QUESTIONS, READY, UNANSWERED

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from accounts.models import User

CHOICES = [(READY, _("yes")), (NOT_YET, _("not yet")), (UNANSWERED, _("I’d rather not say"))]


class OnlineReadinessForm(forms.Form):
    """The questions about a person's place and equipment, all optional."""

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
        """Return the answers by question code, "" for a skipped question."""
        return {code: self.cleaned_data[code] for code in CODES}


class SupportNeedForm(TaskForm):
    """Something to arrange. Unlike a task it always has an owner and a due date."""

    def __init__(self, *args: Any, people: "QuerySet[User]", **options: Any) -> None:
        super().__init__(*args, people=people, **options)
        for name in ("owner", "due_on"):
            self.fields[name].required = True
