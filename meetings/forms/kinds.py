"""Forms for programme meetings, informal get-togethers and guests."""

from datetime import time
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import AddressFormField, LineFormField
from meetings.forms.meeting import MeetingForm
from meetings.kinds import COORDINATOR_ONLY_KINDS, PROGRAMME_CHOICES
from meetings.models import Meeting
from networks.access import Role, roles_in_programme
from networks.models import Network, Programme

INITIAL = {"starts_at": time(15), "ends_at": time(16, 30), "mode": Meeting.Mode.ON_SITE}


class ProgrammeMeetingForm(MeetingForm):
    """A programme meeting. Its kind decides who is invited."""

    kind = forms.ChoiceField(
        label=_("Kind of meeting"),
        choices=PROGRAMME_CHOICES,
        widget=forms.RadioSelect,
    )
    network = forms.ModelChoiceField(
        label=_("For one network"),
        queryset=Network.objects.none(),
        required=False,
        empty_label=_("all networks"),
        help_text=_("Only for a monitoring conversation."),
    )
    field_order = ("kind", "network")

    def __init__(self, data: Any, programme: Programme, actor: Any, **options: Any) -> None:
        super().__init__(data, **options)
        kind, network = cast("forms.ChoiceField", self.fields["kind"]), self.fields["network"]
        network.queryset = programme.networks.all()  # type: ignore[attr-defined]  # a choice of models
        if Role.COORDINATOR not in roles_in_programme(actor, programme.pk):
            kind.choices = [choice for choice in PROGRAMME_CHOICES if choice[0] not in COORDINATOR_ONLY_KINDS]
            del self.fields["network"]

    def clean(self) -> dict[str, Any]:
        """Refuse a network unless the meeting is a monitoring conversation."""
        data = super().clean()
        if data.get("network") and data.get("kind") not in COORDINATOR_ONLY_KINDS:
            self.add_error("network", _("Only a monitoring conversation can be for one network."))
        return data


class InformalMeetingForm(MeetingForm):
    """An informal get-together: what, when and where."""

    kind = None  # type: ignore[assignment]  # always an informal get-together
    purpose = None  # type: ignore[assignment]  # a lunch has no stated purpose
    title = LineFormField(label=_("What"), max_length=120, help_text=_("A lunch, a walk, something to celebrate."))
    field_order = ("title",)


class GuestForm(forms.Form):
    """A guest, by name and email address."""

    display_name = LineFormField(
        label=_("Name"), max_length=80, help_text=_("This is how the person appears on the list.")
    )
    email = AddressFormField(label=_("Email address"), max_length=254)
