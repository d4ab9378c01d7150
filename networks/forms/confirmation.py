"""Choosing the people whom a coordinator confirms (R14)."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from networks.models import Participation

if TYPE_CHECKING:
    PeopleChoice = forms.ModelMultipleChoiceField[Participation]
else:
    PeopleChoice = forms.ModelMultipleChoiceField


class UnconfirmedPeopleField(PeopleChoice):
    """Check boxes of unconfirmed people, each with the network and the person who added them."""

    def __init__(self, **options: Any) -> None:
        widget = forms.CheckboxSelectMultiple
        super().__init__(queryset=Participation.objects.none(), widget=widget, **options)

    def label_from_instance(self, obj: Participation) -> str:
        """Return the label of a check box: the person, the network, and when and by whom they were added."""
        line = {
            "person": str(obj.person),
            "network": obj.network.name,
            "day": date_format(timezone.localdate(obj.created_at), "j F"),
        }
        if obj.added_by is None:
            return _("%(person)s, %(network)s, added on %(day)s") % line
        return _("%(person)s, %(network)s, added by %(adder)s on %(day)s") % {**line, "adder": obj.added_by}


class PeopleConfirmationForm(forms.Form):
    """The people whom the coordinator confirms."""

    people = UnconfirmedPeopleField(
        label=gettext_lazy("These people take part"),
        error_messages={"required": gettext_lazy("Choose the people whom you want to confirm.")},
    )

    def __init__(self, data: Any = None, *, people: QuerySet[Participation, Participation]) -> None:
        super().__init__(data)
        self.fields["people"].queryset = people  # type: ignore[attr-defined]  # a model choice field
