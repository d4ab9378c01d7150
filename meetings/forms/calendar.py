"""The calendar of a programme: region, time zone, days without meetings."""

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.models import BlockedPeriod, ProgrammeCalendar
from networks.forms import DayField

NO_REGION = "none"
# Where programmes are: in the Netherlands, beside it, and overseas.
ZONES = [
    ("Europe/Amsterdam", _("the Netherlands")),
    ("Europe/Brussels", _("Belgium")),
    ("Europe/Berlin", _("Germany")),
    ("Europe/London", _("the United Kingdom")),
    ("America/Aruba", _("Aruba")),
    ("America/Kralendijk", _("Bonaire, Saba and Sint Eustatius")),
    ("America/Curacao", _("Curaçao")),
    ("America/Lower_Princes", _("Sint Maarten")),
    ("America/Paramaribo", _("Suriname")),
]


class ProgrammeCalendarForm(forms.Form):
    """Region and time zone."""

    region = forms.ChoiceField(
        label=_("Region of the school holidays"),
        choices=[*ProgrammeCalendar.Region.choices, (NO_REGION, _("none: we type our own days"))],
        widget=forms.RadioSelect,
    )
    zone = forms.ChoiceField(label=_("Time zone"), choices=ZONES)

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
