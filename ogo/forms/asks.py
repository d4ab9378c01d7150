"""Forms about questions to everyone."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineFormField, ProseFormField
from meetings.formatting import format_moment
from meetings.models import Meeting
from ogo.models import Ask, AskAnswer

if TYPE_CHECKING:
    MeetingChoice = forms.ModelChoiceField[Meeting]
else:
    MeetingChoice = forms.ModelChoiceField


class MeetingField(MeetingChoice):
    """A choice of meeting, by its date."""

    def label_from_instance(self, obj: Meeting) -> str:
        return format_moment(obj)


class AskForm(forms.Form):
    """A question to everyone. The dialogue about the goals has its own words, and an optional line to explain."""

    text = LineFormField(
        label=_("Question"),
        max_length=300,
        help_text=_("For instance: what do you need to be able to go on?"),
    )
    meeting = MeetingField(
        label=_("For which meeting?"), queryset=Meeting.objects.none(), required=False, empty_label=_("None")
    )

    def __init__(self, *args: Any, kind: str, meetings: "QuerySet[Meeting]", **options: Any) -> None:
        super().__init__(*args, **options)
        if kind == Ask.Kind.GOALS:
            del self.fields["text"]
        self.fields["meeting"].queryset = meetings  # type: ignore[attr-defined]  # a model choice field


class AnswerForm(forms.Form):
    """An answer: one text, or the two sentences about a goal, with or without a name."""

    text = ProseFormField(
        label=_("Your answer"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    unclear = ProseFormField(
        label=_("What I don’t quite see yet …"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    with_name = forms.BooleanField(
        label=_("With my name"),
        required=False,
        help_text=_(
            "Without your name, nobody can look up which answer is yours once they are shown. "
            "People may recognise your words."
        ),
    )

    def __init__(self, *args: Any, kind: str, **options: Any) -> None:
        super().__init__(*args, **options)
        if kind == Ask.Kind.GOALS:
            self.fields["text"].label = _("To me this goal means …")
        else:
            del self.fields["unclear"]


def answer_initial(answer: AskAnswer | None) -> dict[str, object]:
    """Return what a form starts with: the answer so far."""
    return {name: getattr(answer, name) for name in ("text", "unclear", "with_name")} if answer else {}
