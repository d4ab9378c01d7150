"""Forms for finding the date of a new or existing meeting."""

from datetime import date, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineFormField
from meetings.forms.meeting import ClockField
from meetings.models import Meeting
from networks.forms import DayField

ROWS = range(1, 6)
DEFAULT_START = time(15)
INITIAL = {"mode": Meeting.Mode.ON_SITE, "minutes": 90} | {f"from_{row}": DEFAULT_START for row in ROWS}


class MomentsForm(forms.Form):
    """Two to five moments to choose from, each a day and a start time."""

    def __init__(self, data: Any, **options: Any) -> None:
        super().__init__(data, **options)
        for row in ROWS:
            self.fields[f"day_{row}"] = DayField(label=_("Day %(number)s") % {"number": row}, required=row < 3)
            self.fields[f"from_{row}"] = ClockField(label=_("Day %(number)s, from") % {"number": row}, required=row < 3)
        self.order_fields([name for row in ROWS for name in (f"day_{row}", f"from_{row}")])

    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Return the day and start time fields of each moment."""
        return [(self[f"day_{row}"], self[f"from_{row}"]) for row in ROWS]

    def clean(self) -> dict[str, Any]:
        """Refuse a day without a start time."""
        data = super().clean() or {}
        for row in ROWS:
            if data.get(f"day_{row}") and not data.get(f"from_{row}"):
                self.add_error(f"from_{row}", _("Enter a start time."))
        return data

    def moments(self) -> list[tuple[date, time]]:
        """Return the moments that were filled in."""
        data = self.cleaned_data
        return [(data[f"day_{row}"], data[f"from_{row}"]) for row in ROWS if data[f"day_{row}"]]


class PollForm(MomentsForm):
    """The moments to choose from and the other details of a new meeting."""

    title = LineFormField(label=_("Title"), max_length=120, required=False)
    minutes = forms.IntegerField(label=_("How many minutes it takes"), min_value=5, max_value=1440)
    mode = forms.ChoiceField(label=_("On site or online"), choices=Meeting.Mode.choices, widget=forms.RadioSelect)
    place = LineFormField(label=_("Place"), max_length=160, required=False)

    def meeting_fields(self) -> list[forms.BoundField]:
        """Return the fields about the meeting itself."""
        return [self[name] for name in ("title", "minutes", "mode", "place")]

    def values(self) -> dict[str, Any]:
        """Return the fields of the meeting, without a date."""
        return {name: self.cleaned_data[name] for name in ("title", "minutes", "mode", "place")}


def moments_initial(meeting: Meeting) -> dict[str, Any]:
    """Return the initial values for an existing meeting: its own start time on each row."""
    return {f"from_{row}": meeting.starts_at or DEFAULT_START for row in ROWS}
