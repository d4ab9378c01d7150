"""Forms about goals."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineFormField, ProseFormField
from networks.forms import DayField
from ogo.circles import Circle
from ogo.models import Goal


class GoalForm(forms.Form):
    """A goal. The network's has no circle, and a new one no state."""

    text = LineFormField(label=_("Goal"), max_length=300)
    outcome = ProseFormField(
        label=_("What we want to achieve"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("How will you notice that you got there?"),
    )
    look_on = DayField(label=_("Look at it again on"), required=False)
    state = forms.ChoiceField(label=_("Where it is"), choices=Goal.State.choices, widget=forms.RadioSelect)
    circle = forms.ChoiceField(label=_("Who may read this"), choices=Circle.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, is_collective: bool, is_new: bool, is_student: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if is_collective:
            del self.fields["circle"]
        else:
            self.fields["outcome"].label = _("What you want to achieve")
            self.fields["text"].label = _("Your own learning goal") if is_student else _("Your own goal")
        if is_new:
            del self.fields["state"]


class LookForm(forms.Form):
    """A short look at where a goal is."""

    text = ProseFormField(label=_("Where are we with this?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, is_own: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if is_own:
            self.fields["text"].label = _("Where are you with this?")


def goal_initial(goal: Goal) -> dict[str, object]:
    """Return what a form about a goal starts with."""
    return {name: getattr(goal, name) for name in ("text", "outcome", "look_on", "state", "circle")}
