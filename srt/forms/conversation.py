"""Forms about the conversation: its day, the network's statement, and reflections per dimension."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineFormField
from srt.selectors.figures import SideFigures
from srt.selectors.results import ReflectionText

MAX_LENGTH = 300


class ConversationDayForm(forms.Form):
    """The planned day of the conversation; empty clears it."""

    day = forms.DateField(
        label=_("Day of the conversation"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("All participants can see the picture from this day."),
    )


class StatementForm(forms.Form):
    """The network's statement."""

    words = LineFormField(
        label=_("Our own words"),
        required=False,
        max_length=MAX_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "One sentence, written together: what do you see, and what does it mean for you? Once it is here, "
            "the programme’s coordinators can see the picture with it. If you leave it empty, they see nothing."
        ),
    )


class ReflectionsForm(forms.Form):
    """Two fields per dimension: where we are, and where we want to be."""

    def __init__(self, *args: Any, sides: list[SideFigures], **kwargs: Any) -> None:
        """Add the fields of each dimension, in the order of the questionnaire."""
        super().__init__(*args, **kwargs)
        self.codes = [dimension.code for side in sides for dimension in side.dimensions]
        for code in self.codes:
            self.fields[f"here-{code}"] = _reflection_field(_("where we are now"))
            self.fields[f"want-{code}"] = _reflection_field(_("where we want to be"))

    @staticmethod
    def initial_of(reflections: dict[str, ReflectionText]) -> dict[str, str]:
        """Return the stored reflections by field name."""
        here = {f"here-{code}": card.here_we_are for code, card in reflections.items()}
        return here | {f"want-{code}": card.here_we_want for code, card in reflections.items()}

    @property
    def reflections(self) -> dict[str, tuple[str, str]]:
        """Return the cleaned reflections by dimension code."""
        data = self.cleaned_data
        return {code: (data[f"here-{code}"], data[f"want-{code}"]) for code in self.codes}


def _reflection_field(label: Any) -> LineFormField:
    return LineFormField(label=label, required=False, max_length=MAX_LENGTH, widget=forms.Textarea(attrs={"rows": 2}))
