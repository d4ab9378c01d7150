"""Forms for meetings that are not the usual one: of a programme, of the students, a moment, and for guests."""

from datetime import time
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.forms.meeting import MeetingForm
from meetings.models import Meeting
from networks.access import Role, roles_in_programme
from networks.models import Network, Programme

Kind = Meeting.Kind
KINDS = [
    (Kind.FACILITATORS, _("exchange of facilitators: all facilitators and coordinators")),
    (Kind.SCHOOL_LEADERS, _("school leaders: all of the programme, and coordinators")),
    (Kind.MONITORING, _("monitoring conversation: facilitators and the research office")),
    (Kind.INFORMAL, _("informal moment: everybody in all networks")),
]
# What these forms show first.
USUAL = {"starts_at": time(15), "ends_at": time(16, 30), "mode": Meeting.Mode.ON_SITE}


class ProgrammeMeetingForm(MeetingForm):
    """A meeting of a programme: the kind decides who is invited."""

    kind = forms.ChoiceField(
        label=_("What kind of meeting"),
        choices=KINDS,
        widget=forms.RadioSelect,
    )
    network = forms.ModelChoiceField(
        label=_("Of one network"),
        queryset=Network.objects.none(),
        required=False,
        empty_label=_("of all networks"),
        help_text=_("Only for a monitoring conversation."),
    )
    field_order = ("kind", "network")

    def __init__(self, data: Any, programme: Programme, actor: Any, **options: Any) -> None:
        super().__init__(data, **options)
        kind, network = cast("forms.ChoiceField", self.fields["kind"]), self.fields["network"]
        network.queryset = programme.networks.all()  # type: ignore[attr-defined]  # a choice of models
        if Role.COORDINATOR not in roles_in_programme(actor, programme.pk):
            kind.choices = [choice for choice in KINDS if choice[0] != Kind.MONITORING]
            del self.fields["network"]

    def clean(self) -> dict[str, Any]:
        """Refuse a network with a kind that is of the whole programme."""
        data = super().clean()
        if data.get("network") and data.get("kind") != Kind.MONITORING:
            self.add_error("network", _("Only a monitoring conversation can be of one network."))
        return data


class MomentForm(MeetingForm):
    """An informal moment: what, when and where."""

    kind = None  # type: ignore[assignment]  # it is one already
    purpose = None  # type: ignore[assignment]  # a lunch needs no goal
    title = forms.CharField(label=_("What"), max_length=120, help_text=_("A lunch, a walk, something to celebrate."))
    field_order = ("title",)


class GuestForm(forms.Form):
    """One person by mail address."""

    called = forms.CharField(label=_("Name"), max_length=80, help_text=_("As you call this person on the list."))
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
