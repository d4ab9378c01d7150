"""Forms for the calendar of a programme: holiday region, time zone and days without meetings."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineFormField
from meetings.models import BlockedPeriod, ProgrammeCalendar
from networks.forms import DayField

NO_REGION = "none"
# Programmes run in the Netherlands, neighbouring countries and overseas.
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
    """The holiday region and time zone of a programme."""

    region = forms.ChoiceField(
        label=_("Region of the school holidays"),
        choices=[*ProgrammeCalendar.Region.choices, (NO_REGION, _("none: we enter our own days"))],
        widget=forms.RadioSelect,
    )
    zone = forms.ChoiceField(label=_("Time zone"), choices=ZONES)

    def clean_region(self) -> str:
        """Return the region, "" for none."""
        region: str = self.cleaned_data["region"]
        return "" if region == NO_REGION else region


class BlockedPeriodForm(forms.Form):
    """A period without meetings; both days are included."""

    name = LineFormField(label=_("Name"), max_length=80)
    first_day = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"), help_text=_("Both days are included."))


def calendar_initial(calendar: ProgrammeCalendar) -> dict[str, str]:
    """Return the initial values of the calendar form."""
    return {"region": calendar.region or (NO_REGION if calendar.pk else ""), "zone": calendar.zone}


def period_initial(period: BlockedPeriod) -> dict[str, object]:
    """Return the initial values of the form for an existing period."""
    return {"name": period.name, "first_day": period.first_day, "last_day": period.last_day}
