"""Forms about a network and the people in it."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.fields import AddressFormField, LineFormField
from networks.forms.fields import BackgroundField, DayField
from networks.models import Network, Participation, Programme
from networks.terms import term

if TYPE_CHECKING:
    from accounts.models import User


class NetworkContentForm(forms.Form):
    """The content of a network, which facilitators may edit too."""

    theme = LineFormField(label=_("Theme"), max_length=200, required=False)
    practice_question = LineFormField(
        label=_("Practice question"),
        max_length=300,
        required=False,
        help_text=_("The question you’re exploring together. It’s at the top of the page."),
    )


class NetworkForm(NetworkContentForm):
    """A network with its name and term, which only coordinators may edit."""

    name = LineFormField(label=_("Name"), max_length=120)
    starts_on = DayField(label=_("First day"), required=False)
    ends_on = DayField(
        label=_("Last day"),
        required=False,
        help_text=_("After this day its members can still read everything, but nothing can be changed."),
    )

    field_order = ["name", "theme", "practice_question", "starts_on", "ends_on"]


def network_initial(network: Network) -> dict[str, Any]:
    """Return the initial values of the form for an existing network."""
    return {name: getattr(network, name) for name in NetworkForm.base_fields}


class ParticipationForm(forms.Form):
    """The background, organisation, role and dates of a participant."""

    background = BackgroundField()
    organisation = LineFormField(
        label=_("Organisation"),
        max_length=160,
        required=False,
        widget=forms.TextInput(attrs={"list": "organisations", "autocomplete": "off"}),
        help_text=_("The school, institute, university or company."),
    )
    role = forms.ChoiceField(label=_("Task"), help_text=_("Guests join meetings but don’t get the questionnaire."))
    from_date = DayField(label=_("Takes part from"))
    until = DayField(label=_("Last day"), required=False)

    def __init__(self, *args: Any, programme: Programme, may_make_facilitators: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["background"].queryset = programme.backgrounds.all()  # type: ignore[attr-defined]  # ModelChoiceField
        self.fields["role"].choices = role_choices(programme, may_make_facilitators)  # type: ignore[attr-defined]  # ChoiceField


def role_choices(programme: Programme, may_make_facilitators: bool) -> list[tuple[str, Any]]:
    """Return the participation roles that a person may assign, in the programme's words."""
    choices: list[tuple[str, Any]] = [(Participation.Role.PARTICIPANT, _("participant"))]
    if may_make_facilitators:
        choices.append((Participation.Role.FACILITATOR, term(programme, "facilitator")))
    return [*choices, (Participation.Role.GUEST, _("guest"))]


def participation_initial(participation: Participation) -> dict[str, Any]:
    """Return the initial values of the form for an existing participation."""
    return {
        "background": participation.background_id,
        "organisation": participation.organisation.name if participation.organisation else "",
        "role": participation.role,
        "from_date": participation.from_date,
        "until": participation.until,
    }


class PersonNameForm(forms.Form):
    """The name of a person."""

    first_name = LineFormField(label=_("First name"), max_length=80)
    infix = LineFormField(
        label=_("Middle particle"), max_length=30, required=False, help_text=_("For example “van der”.")
    )
    last_name = LineFormField(label=_("Last name"), max_length=120, required=False)


def name_initial(person: "User") -> dict[str, Any]:
    """Return the initial values of the form for an existing person."""
    return {name: getattr(person, name) for name in PersonNameForm.base_fields}


class PersonForm(PersonNameForm):
    """The name and address of a person to invite."""

    email = AddressFormField(
        label=_("Email address"),
        help_text=_("People without an account get an email with a link to create one."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    field_order = ["email", "first_name", "infix", "last_name"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "same_person" in self.data:
            self.ask_same_person()

    def ask_same_person(self) -> None:
        """Ask whether someone who uses the address under another name is the same person."""
        self.fields["same_person"] = forms.BooleanField(label=_("It is the same person"), required=False)
        self.order_fields(["email", "same_person"])


class PersonAddForm(ParticipationForm, PersonForm):
    """A new participant in a network."""

    field_order = ["email", "first_name", "infix", "last_name", "background", "organisation", "role", "from_date"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["until"]
        self.fields["from_date"].initial = timezone.localdate
        self.fields["role"].initial = Participation.Role.PARTICIPANT


class EndForm(forms.Form):
    """The last day of a participant."""

    NOW, LATER = "now", "later"

    when = forms.ChoiceField(
        label=_("From when?"),
        choices=[(NOW, _("From now on")), (LATER, _("After a day I choose"))],
        initial=NOW,
        widget=forms.RadioSelect,
    )
    last_day = DayField(label=_("Last day"), required=False, help_text=_("Only needed if you choose a day."))

    def clean(self) -> dict[str, Any]:
        """Require a last day unless the participation ends now."""
        data = super().clean() or {}
        if data.get("when") == self.NOW:
            data["last_day"] = None
        elif data.get("last_day") is None and "last_day" not in self.errors:
            self.add_error("last_day", _("Fill in the last day."))
        return data


class NeedsAndOffersForm(forms.Form):
    """One line about what a participant would like to learn, and one about what the participant offers."""

    seeks = LineFormField(
        label=_("What I would like to learn"),
        max_length=160,
        required=False,
        help_text=_("For example: how others talk to parents about this."),
    )
    offers = LineFormField(
        label=_("What I can help with"),
        max_length=160,
        required=False,
        help_text=_("For example: games for the start of a lesson."),
    )
