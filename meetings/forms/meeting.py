"""Forms about one meeting."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.models import Meeting
from meetings.services.meeting import FIELDS, length_between
from networks.forms import DayField
from networks.models import Network

USUAL_START, USUAL_END, USUAL_ONLINE_START = time(13, 30), time(16, 45), time(16)


# The kinds that a network plans for itself.
KINDS = [
    (Meeting.Kind.NETWORK, _("everybody who takes part")),
    (Meeting.Kind.STUDENTS, _("the students, to prepare")),
    (Meeting.Kind.INFORMAL, _("everybody, for an informal moment")),
]


class ClockField(forms.TimeField):
    """A time of the clock, with the browser's own field."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        super().__init__(input_formats=["%H:%M", "%H:%M:%S", "%H.%M"], widget=widget, **options)


class MeetingForm(forms.Form):
    """When, where and what for. Only the day is asked for; the rest is filled in already or may wait."""

    kind = forms.ChoiceField(label=_("For whom"), choices=KINDS)
    on_date = DayField(label=_("Day"))
    starts_at = ClockField(label=_("From"))
    ends_at = ClockField(label=_("Until"))
    mode = forms.ChoiceField(label=_("On site or online"), choices=Meeting.Mode.choices, widget=forms.RadioSelect)
    place = forms.CharField(label=_("Place"), max_length=160, required=False)
    link = forms.URLField(label=_("Link to join"), max_length=500, required=False, assume_scheme="https")
    title = forms.CharField(label=_("Title"), max_length=120, required=False)
    purpose = forms.CharField(
        label=_("What for"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What should be there at the end that is not there now?"),
    )

    def __init__(self, *args: Any, has_kind: bool = True, floating: str = "", **options: Any) -> None:
        """`has_kind`: who is invited can still be chosen. `floating`: the weeks in which it floats, in words."""
        super().__init__(*args, **options)
        if not has_kind:
            del self.fields["kind"]
        if floating:
            self.fields["on_date"].required = False
            self.fields["on_date"].help_text = _("Empty: %(moment)s, as it is now.") % {"moment": floating}

    def clean(self) -> dict[str, Any]:
        """Turn the end into minutes. Refuses an end that is not after the start."""
        data = super().clean() or {}
        starts_at, ends_at = data.get("starts_at"), data.pop("ends_at", None)
        if starts_at and ends_at:
            data["minutes"] = length_between(starts_at, ends_at)
            if data["minutes"] <= 0:
                self.add_error("ends_at", _("This time is not after the beginning."))
        return data

    def values(self) -> dict[str, Any]:
        """Return what the services take: a day that was chosen ends floating; without one it floats on."""
        found = {name: value for name, value in self.cleaned_data.items() if name in FIELDS}
        if found["on_date"] is None:
            return {name: value for name, value in found.items() if name not in {"on_date", "starts_at"}}
        return {**found, "floats_from": None, "floats_until": None}


def meeting_initial(meeting: Meeting) -> dict[str, Any]:
    """Return what the form shows first for a meeting that exists."""
    names = ("kind", "on_date", "mode", "place", "link", "title", "purpose")
    starts_at = meeting.starts_at or USUAL_ONLINE_START
    return {name: getattr(meeting, name) for name in names} | {
        "starts_at": starts_at,
        "ends_at": meeting.ends_at or clock_after(starts_at, meeting.minutes),
    }


def clock_after(clock: time, minutes: int) -> time:
    """Return the time of the clock some minutes later, on the same day at the latest."""
    end = datetime.combine(date(2000, 1, 1), clock) + timedelta(minutes=minutes)
    return end.time() if end.day == 1 else time(23, 59)


def new_meeting_initial(network: Network, latest: Meeting | None) -> dict[str, Any]:
    """Return what the form shows first for a new meeting: times and place of the latest one."""
    if latest is None:
        return {"starts_at": USUAL_START, "ends_at": USUAL_END, "mode": Meeting.Mode.ON_SITE}
    kept = {"kind", "on_date", "purpose", "title"}
    return {name: value for name, value in meeting_initial(latest).items() if name not in kept}
