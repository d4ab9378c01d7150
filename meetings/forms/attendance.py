"""The form for recording attendance."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.selectors.attendance import AttendanceRow

NOT_RECORDED, THERE, NOT_THERE = "", "yes", "no"
_VALUES = {None: NOT_RECORDED, True: THERE, False: NOT_THERE}
_WAS_THERE = {value: was_there for was_there, value in _VALUES.items()}
CHOICES = [(THERE, _("there")), (NOT_THERE, _("not there")), (NOT_RECORDED, _("not recorded"))]


class AttendanceForm(forms.Form):
    """One optional choice per invitee."""

    def __init__(self, data: Any, rows: list[AttendanceRow]) -> None:
        super().__init__(data)
        self.rows = rows
        for row in rows:
            self.fields[f"said-{row.invitee_pk}"] = forms.ChoiceField(
                label=row.name,
                choices=CHOICES,
                initial=_VALUES[row.was_there],
                required=False,
                widget=forms.RadioSelect,
            )

    def attendance(self, *, others_were_there: bool = False) -> dict[int, bool | None]:
        """Return whether each invitee was there, by key. `others_were_there` counts everyone left open as there."""
        found = {row.invitee_pk: _WAS_THERE[self.cleaned_data[f"said-{row.invitee_pk}"]] for row in self.rows}
        if others_were_there:
            found = {key: True if was_there is None else was_there for key, was_there in found.items()}
        return found
