"""Forms about the phases of a network: choosing a scheme, dates, going back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineFormField
from networks.forms import DayField
from ogo.models import Phase
from ogo.schemes.parsing import MAX_CYCLES
from ogo.selectors.schemes import SchemeChoice
from ogo.selectors.tracks import PhaseView

REASON_LIMIT = 300


class SchemeChoiceForm(forms.Form):
    """The scheme of a network, and the number of cycles; without a number, what the scheme proposes."""

    scheme = forms.ChoiceField(label=_("Scheme"), widget=forms.RadioSelect)
    cycles = forms.IntegerField(
        label=_("Number of cycles"),
        min_value=1,
        max_value=MAX_CYCLES,
        required=False,
        help_text=_("Leave this empty for what the scheme proposes. One slow cycle is just as normal as two."),
    )

    def __init__(self, *args: Any, choices: Sequence[SchemeChoice], moves: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["scheme"].choices = [(choice.key, choice.name) for choice in choices]  # type: ignore[attr-defined]
        if moves:
            del self.fields["cycles"]


@dataclass(frozen=True)
class PhaseFields:
    """The two days of one phase in a form."""

    view: PhaseView
    first_day: forms.BoundField
    last_day: forms.BoundField


class DatesForm(forms.Form):
    """The first and last day of each phase, as `first_day_7` and `last_day_7` for the phase with primary key 7."""

    def __init__(self, *args: Any, phases: Sequence[PhaseView], **options: Any) -> None:
        super().__init__(*args, **options)
        self.phases = phases
        for view in phases:
            self.fields[f"first_day_{view.pk}"] = DayField(label=_("First day"), initial=view.phase.first_day)
            self.fields[f"last_day_{view.pk}"] = DayField(label=_("Last day"), initial=view.phase.last_day)

    def groups(self) -> Iterable[PhaseFields]:
        """Yield the fields of each phase."""
        for view in self.phases:
            yield PhaseFields(view, self[f"first_day_{view.pk}"], self[f"last_day_{view.pk}"])

    def dates(self) -> dict[int, tuple[date, date]]:
        """Return the days of a valid form by the primary key of the phase."""
        data = self.cleaned_data
        return {view.pk: (data[f"first_day_{view.pk}"], data[f"last_day_{view.pk}"]) for view in self.phases}


class BackForm(forms.Form):
    """Going back: the earlier phase, why, and its first and last day."""

    code = forms.ChoiceField(label=_("Which phase do you go back to?"), widget=forms.RadioSelect)
    reason = LineFormField(
        label=_("Why?"),
        max_length=REASON_LIMIT,
        help_text=_("In a few words. It appears with the phase, so that everyone knows."),
    )
    first_day = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"))

    def __init__(self, *args: Any, phases: Sequence[Phase], language: str, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(phase.code, phase.name(language)) for phase in phases]
        self.fields["code"].choices = choices  # type: ignore[attr-defined]  # a choice field
