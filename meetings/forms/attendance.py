"""The form about who was there."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.selectors.attendance import AttendanceRow

NOT_SAID, THERE, NOT_THERE = "", "yes", "no"
_WORDS = {None: NOT_SAID, True: THERE, False: NOT_THERE}
_MEANS = {word: was_there for was_there, word in _WORDS.items()}
CHOICES = [(THERE, _("there")), (NOT_THERE, _("not there")), (NOT_SAID, _("not said"))]


class AttendanceForm(forms.Form):
    """A row per person who was invited. Nothing has to be said."""

    def __init__(self, data: Any, rows: list[AttendanceRow]) -> None:
        super().__init__(data)
        self.rows = rows
        for row in rows:
            self.fields[f"said-{row.invitee_pk}"] = forms.ChoiceField(
                label=row.name,
                choices=CHOICES,
                initial=_WORDS[row.was_there],
                required=False,
                widget=forms.RadioSelect,
            )

    def said(self, *, the_others_were_there: bool = False) -> dict[int, bool | None]:
        """Return who was there by key of invitee; on request, who was left open was there too."""
        found = {row.invitee_pk: _MEANS[self.cleaned_data[f"said-{row.invitee_pk}"]] for row in self.rows}
        if the_others_were_there:
            found = {key: True if was_there is None else was_there for key, was_there in found.items()}
        return found
