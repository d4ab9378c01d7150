"""The form for one meeting and its initial values."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineFormField, LinkFormField, ProseFormField
from meetings.kinds import NETWORK_CHOICES
from meetings.models import Meeting
from meetings.models.meeting import MIN_MINUTES
from meetings.services.meeting import FIELDS, length_between
from networks.forms import DayField
from networks.models import Network

# The longest meeting that can be entered as ending on the next day, in minutes.
MAX_PAST_MIDNIGHT = 12 * 60
DEFAULT_START, DEFAULT_END, DEFAULT_ONLINE_START = time(13, 30), time(16, 45), time(16)


class ClockField(forms.TimeField):
    """A time of day, in the browser's own time field."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        super().__init__(input_formats=["%H:%M", "%H:%M:%S", "%H.%M"], widget=widget, **options)


class MeetingForm(forms.Form):
    """The details of a meeting. Only the day needs filling in."""

    kind = forms.ChoiceField(label=_("Who is invited"), choices=NETWORK_CHOICES)
    on_date = DayField(label=_("Day"))
    starts_at = ClockField(label=_("From"))
    ends_at = ClockField(label=_("Until"))
    mode = forms.ChoiceField(label=_("On site or online"), choices=Meeting.Mode.choices, widget=forms.RadioSelect)
    place = LineFormField(label=_("Place"), max_length=160, required=False)
    link = LinkFormField(label=_("Link to join"), max_length=500, required=False, assume_scheme="https")
    title = LineFormField(label=_("Title"), max_length=120, required=False)
    purpose = ProseFormField(
        label=_("Purpose"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What will you have at the end that you don’t have now?"),
    )

    def __init__(self, *args: Any, has_kind: bool = True, window: str = "", **options: Any) -> None:
        """Leave out the kind unless `has_kind`. With `window`, such as "week 5–7", the date may stay undecided."""
        super().__init__(*args, **options)
        if not has_kind:
            del self.fields["kind"]
        if window:
            self.fields["on_date"].required = False
            self.fields["on_date"].help_text = _("Leave empty to keep it %(moment)s.") % {"moment": window}

    def clean(self) -> dict[str, Any]:
        """Replace the end time with a duration in minutes.

        An end that is not after the start is on the next day. If that makes the meeting long, it is refused as a
        mistake, unless the meeting already has these times.
        """
        data = super().clean() or {}
        starts_at, ends_at = data.get("starts_at"), data.pop("ends_at", None)
        if starts_at and ends_at:
            data["minutes"] = length_between(starts_at, ends_at)
            is_changed = {"starts_at", "ends_at"} & set(self.changed_data)
            if ends_at <= starts_at and data["minutes"] > MAX_PAST_MIDNIGHT and is_changed:
                self.add_error("ends_at", _("Choose an end time after the start time."))
            elif data["minutes"] < MIN_MINUTES:
                self.add_error("ends_at", _("A meeting takes at least five minutes."))
        return data

    def values(self) -> dict[str, Any]:
        """Return the fields for the services. A chosen day ends the window; without one the window stays."""
        found = {name: value for name, value in self.cleaned_data.items() if name in FIELDS}
        if found["on_date"] is None:
            return {name: value for name, value in found.items() if name not in {"on_date", "starts_at"}}
        return {**found, "window_starts": None, "window_ends": None}


def meeting_initial(meeting: Meeting) -> dict[str, Any]:
    """Return the initial values for an existing meeting."""
    names = ("kind", "on_date", "mode", "place", "link", "title", "purpose")
    starts_at = meeting.starts_at or DEFAULT_ONLINE_START
    return {name: getattr(meeting, name) for name in names} | {
        "starts_at": starts_at,
        "ends_at": meeting.ends_at or clock_after(starts_at, meeting.minutes),
    }


def clock_after(clock: time, minutes: int) -> time:
    """Return the time of day some minutes later, at most 23:59."""
    end = datetime.combine(date(2000, 1, 1), clock) + timedelta(minutes=minutes)
    return end.time() if end.day == 1 else time(23, 59)


def new_meeting_initial(network: Network, latest: Meeting | None) -> dict[str, Any]:
    """Return the initial values for a new meeting, taken from the latest one where there is one."""
    if latest is None:
        return {"starts_at": DEFAULT_START, "ends_at": DEFAULT_END, "mode": Meeting.Mode.ON_SITE}
    own = {"kind", "on_date", "purpose", "title"}
    return {name: value for name, value in meeting_initial(latest).items() if name not in own}
