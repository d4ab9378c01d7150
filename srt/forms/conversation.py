"""Forms around the conversation: its day, the network's own words, the cards without answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from srt.selectors.figures import SideFigures
from srt.selectors.results import ReflectionText

LONGEST = 300


class ConversationDayForm(forms.Form):
    """The day of the conversation, set ahead; empty takes it back."""

    day = forms.DateField(
        label=_("Day of the conversation"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("On this day everyone who takes part sees the picture."),
    )


class StatementForm(forms.Form):
    """The network's own sentence."""

    words = forms.CharField(
        label=_("Our own words"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "One sentence, made together: what do you see, and what does it mean for you? As soon as it is here, the "
            "coordinators of the programme see the picture with it. Leave it empty and they see nothing."
        ),
    )


class ReflectionsForm(forms.Form):
    """Two fields per dimension: here we are, and here we want to be."""

    def __init__(self, *args: Any, sides: list[SideFigures], **kwargs: Any) -> None:
        """Make the fields of the questionnaire's dimensions, in its order."""
        super().__init__(*args, **kwargs)
        self.codes = [dimension.code for side in sides for dimension in side.dimensions]
        for code in self.codes:
            self.fields[f"here-{code}"] = _reflection_field(_("here we are"))
            self.fields[f"want-{code}"] = _reflection_field(_("here we want to be"))

    @staticmethod
    def initial_of(cards: dict[str, ReflectionText]) -> dict[str, str]:
        """Return what is written already, by field name."""
        here = {f"here-{code}": card.here_we_are for code, card in cards.items()}
        return here | {f"want-{code}": card.here_we_want for code, card in cards.items()}

    @property
    def cards(self) -> dict[str, tuple[str, str]]:
        """Return the cleaned texts by dimension code."""
        data = self.cleaned_data
        return {code: (data[f"here-{code}"], data[f"want-{code}"]) for code in self.codes}


def _reflection_field(label: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2}))
