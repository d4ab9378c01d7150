"""Forms that open and extend a wave."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.fields import ProseFormField
from accounts.language import active_language
from networks.forms.confirmation import UnconfirmedPeopleField
from networks.models import Network, Programme, StudyYear
from networks.selectors.confirmation import people_to_confirm
from srt.definition import localised
from srt.models import Instrument, Wave
from srt.selectors.waves import networks_to_ask, newest_instruments, study_year_now
from srt.services.waves import HEAD_START

OPENS_AT = time(8, 0)
CLOSES_AT = time(17, 0)
OPEN_FOR = timedelta(days=17)
ONE_MORE = timedelta(days=7)
# The service takes moments, the form asks for dates.
FIELD_OF = {"opens_at": "opens_on", "closes_at": "closes_on"}


def day_input() -> forms.DateInput:
    """Return a native date input with its value in ISO format."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def clock_input() -> forms.TimeInput:
    """Return a native time input."""
    return forms.TimeInput(format="%H:%M", attrs={"type": "time"})


def add_refusal(form: forms.BaseForm, refusal: ValidationError) -> None:
    """Add the errors of a service to the fields of a form."""
    if not hasattr(refusal, "error_dict"):
        form.add_error(None, refusal)
        return
    for field, sentences in refusal.message_dict.items():
        name = FIELD_OF.get(field, field)
        form.add_error(name if name in form.fields else None, sentences)


class InstrumentChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs only
    """A choice of questionnaires by name."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the name in the reader's language."""
        return localised(obj.definition.name, active_language())


class WaveForm(forms.Form):
    """A new wave. By default it opens now, stays open for two to three weeks and shows the chart two weeks later."""

    instrument = InstrumentChoice(
        queryset=Instrument.objects.none(), label=gettext_lazy("Questionnaire"), empty_label=None
    )
    study_year = forms.ModelChoiceField(queryset=StudyYear.objects.none(), label=gettext_lazy("Year"), empty_label=None)
    scope = forms.ChoiceField(
        label=gettext_lazy("Which statements"), choices=Wave.Scope.choices, widget=forms.RadioSelect
    )
    networks = forms.ModelMultipleChoiceField(
        queryset=Network.objects.none(), label=gettext_lazy("Networks"), widget=forms.CheckboxSelectMultiple
    )
    opens_on = forms.DateField(
        label=gettext_lazy("Opens on"),
        help_text=gettext_lazy("Today: straight away. Any other day: at eight in the morning."),
        widget=day_input(),
    )
    closes_on = forms.DateField(label=gettext_lazy("Closes on"), widget=day_input())
    closes_time = forms.TimeField(label=gettext_lazy("At"), widget=clock_input())
    shown_on = forms.DateField(
        label=gettext_lazy("Everyone sees the picture from"),
        help_text=gettext_lazy(
            "This date is in the invitation. Two weeks after closing gives facilitators time to prepare."
        ),
        widget=day_input(),
    )
    invitation_text = ProseFormField(
        label=gettext_lazy("How the message begins"),
        help_text=gettext_lazy("The greeting, their own link, who sees what and the dates are added for you."),
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    confirm = UnconfirmedPeopleField(label=gettext_lazy("These people take part"), required=False)

    def __init__(self, data: Any = None, *, programme: Programme) -> None:
        networks = [network.pk for network in networks_to_ask(programme)]
        instruments = [instrument.pk for instrument in newest_instruments()]
        super().__init__(data, initial=wave_defaults(programme, networks))
        self.programme = programme
        self._choices("instrument", Instrument.objects.filter(pk__in=instruments))
        self._choices("study_year", StudyYear.objects.filter(programme=programme).order_by("-first_year"))
        self._choices("networks", Network.objects.filter(pk__in=networks))
        self._choices("confirm", people_to_confirm(programme))

    def _choices(self, name: str, queryset: Any) -> None:
        self.fields[name].queryset = queryset  # type: ignore[attr-defined]  # a model choice field

    def clean_opens_on(self) -> date:
        """Return the day. Raises ValidationError if it has passed."""
        day: date = self.cleaned_data["opens_on"]
        if day < timezone.localdate():
            raise ValidationError(_("This date has passed. Choose today or later."))
        return day

    def unconfirmed(self) -> list[tuple[int, str]]:
        """Return the people of the chosen networks who need confirmation: their key and a line about them."""
        field = self.fields["confirm"]
        people = people_to_confirm(self.programme, networks=self.cleaned_data["networks"])
        return [(one.pk, field.label_from_instance(one)) for one in people]  # type: ignore[attr-defined]  # our field

    def service_arguments(self) -> dict[str, Any]:
        """Return the arguments of `wave_open` except `programme` and `actor`."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "confirm"}
        opens_on, closes_on, closes_time = (given.pop(name) for name in ("opens_on", "closes_on", "closes_time"))
        is_today = opens_on <= timezone.localdate()
        opens_at = timezone.now() if is_today else timezone.make_aware(datetime.combine(opens_on, OPENS_AT))
        closes_at = timezone.make_aware(datetime.combine(closes_on, closes_time))
        return {**given, "opens_at": opens_at, "closes_at": closes_at, "networks": list(given["networks"])}


def wave_defaults(programme: Programme, networks: list[int]) -> dict[str, Any]:
    """Return the initial values of the form."""
    today = timezone.localdate()
    closes_on = today + OPEN_FOR
    return {
        "study_year": study_year_now(programme, today),
        "scope": Wave.Scope.BOTH,
        "networks": networks,
        "opens_on": today,
        "closes_on": closes_on,
        "closes_time": CLOSES_AT,
        "shown_on": closes_on + HEAD_START,
        "invitation_text": _(
            "Soon you’ll talk about how learning together is going. Before that, there is a questionnaire."
        ),
    }


class ExtendForm(forms.Form):
    """A later closing time."""

    closes_on = forms.DateField(label=gettext_lazy("Closes on"), widget=day_input())
    closes_time = forms.TimeField(label=gettext_lazy("At"), widget=clock_input())

    @property
    def closes_at(self) -> datetime:
        """The chosen moment."""
        return timezone.make_aware(datetime.combine(self.cleaned_data["closes_on"], self.cleaned_data["closes_time"]))


def extend_defaults(wave: Wave) -> dict[str, Any]:
    """Return a closing time one week later, but not after the day on which the chart was promised."""
    closes_at = timezone.localtime(wave.closes_at)
    return {"closes_on": min(closes_at.date() + ONE_MORE, wave.shown_on), "closes_time": closes_at.time()}
