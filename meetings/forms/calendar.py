"""The calendar of a programme: region, time zone, days without meetings."""

from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.models import BlockedPeriod, ProgrammeCalendar
from networks.forms import DayField

NO_REGION = "none"


class ProgrammeCalendarForm(forms.Form):
    """Region and time zone."""

    region = forms.ChoiceField(
        label=_("Region of the school holidays"),
        choices=[*ProgrammeCalendar.Region.choices, (NO_REGION, _("none: we type our own days"))],
        widget=forms.RadioSelect,
    )
    zone = forms.ChoiceField(label=_("Time zone"))

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]  # passed on as they came
        zones = sorted(name for name in available_timezones() if name.startswith(("Europe/", "America/", "UTC")))
        field = self.fields["zone"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # nosec - declared above
        field.choices = [(name, name.replace("_", " ")) for name in zones]

    def clean_region(self) -> str:
        """Return the region, empty for none."""
        region: str = self.cleaned_data["region"]
        return "" if region == NO_REGION else region


class BlockedPeriodForm(forms.Form):
    """Days, both included, on which no meetings are planned."""

    name = forms.CharField(label=_("Name"), max_length=80)
    first_day = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"), help_text=_("Both days are included."))


def calendar_initial(calendar: ProgrammeCalendar) -> dict[str, str]:
    """Return what the form shows first."""
    return {"region": calendar.region or (NO_REGION if calendar.pk else ""), "zone": calendar.zone}


def period_initial(period: BlockedPeriod) -> dict[str, object]:
    """Return what the form shows first for a period that exists."""
    return {"name": period.name, "first_day": period.first_day, "last_day": period.last_day}
