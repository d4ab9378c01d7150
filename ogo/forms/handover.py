"""Forms for handing over, and for choosing a buddy."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import ProseFormField
from networks.forms import DayField
from networks.models import Participation
from ogo.selectors.handover import possible_buddies

if TYPE_CHECKING:
    ParticipationChoice = forms.ModelChoiceField[Participation]
else:
    ParticipationChoice = forms.ModelChoiceField


class HandoverForm(forms.Form):
    """The handover of a person who leaves."""

    worked_on = ProseFormField(
        label=_("What did you work on?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("And where is it: a folder, a link, a cupboard?"),
    )
    stands = ProseFormField(
        label=_("Where is it now, and what comes next?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    ask_until = DayField(
        label=_("You can ask me until"),
        required=False,
        help_text=_("Write above how people can reach you, if you like. We don’t show your email address."),
    )


class BuddyField(ParticipationChoice):
    """A choice among the people of a network."""

    def label_from_instance(self, obj: Participation) -> str:
        return str(obj.person)


class BuddyForm(forms.Form):
    """The buddy of a participant."""

    buddy = BuddyField(
        label=_("Buddy"), queryset=Participation.objects.none(), required=False, empty_label=_("No one yet")
    )

    def __init__(self, *args: Any, newcomer: Participation, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["buddy"].queryset = possible_buddies(newcomer)  # type: ignore[attr-defined]  # a model choice field
