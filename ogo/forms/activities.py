"""Forms about activities: finding, adding and choosing one, and the note about how it went."""

from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineFormField, ProseFormField
from ogo.models import Activity, Stage
from ogo.selectors.activities import AT_MOST, Wanted
from ogo.selectors.activity_uses import Target


def _at_most(minutes: int) -> str:
    return gettext("at most %(minutes)s minutes") % {"minutes": minutes}


_at_most_lazy = lazy(_at_most, str)


class ActivityFilterForm(forms.Form):
    """Finding activities in the library, all fields optional."""

    stage = forms.ChoiceField(label=_("For"), choices=[("", _("any phase")), *Stage.choices], required=False)
    place = forms.ChoiceField(
        label=_("Where"),
        choices=[
            ("", _("anywhere")),
            (Activity.Place.ON_SITE.value, Activity.Place.ON_SITE.label),
            (Activity.Place.ONLINE.value, Activity.Place.ONLINE.label),
        ],
        required=False,
    )
    minutes = forms.ChoiceField(
        label=_("Time"),
        choices=[("", _("any length")), *((str(most), _at_most_lazy(most)) for most in AT_MOST)],
        required=False,
    )
    words = LineFormField(label=_("Words"), max_length=100, required=False)

    @property
    def wanted(self) -> Wanted:
        """The activities that a valid form asks for."""
        return Wanted.of_query(self.cleaned_data)


def filter_initial(wanted: Wanted) -> dict[str, str]:
    """Return the initial values of the form for the activities that are shown."""
    minutes = str(wanted.minutes) if wanted.minutes else ""
    return {"stage": wanted.stage, "place": wanted.place, "minutes": minutes, "words": wanted.words}


class ActivityForm(forms.Form):
    """An activity of the programme. Its name, aim, steps and minutes are required."""

    title = LineFormField(label=_("Name"), max_length=120)
    aim = LineFormField(label=_("What for"), max_length=300)
    minutes = forms.IntegerField(label=_("How many minutes?"), min_value=1, max_value=1440)
    steps = ProseFormField(
        label=_("How it goes"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("A step per line, so that someone else can do it from this card. It appears on the agenda."),
    )
    materials = LineFormField(label=_("What you need"), max_length=300, required=False)
    place = forms.ChoiceField(label=_("On site or online"), choices=Activity.Place.choices, widget=forms.RadioSelect)
    stages = forms.MultipleChoiceField(
        label=_("For which phases?"),
        choices=Stage.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None means at any time."),
    )
    group_from = forms.IntegerField(label=_("Smallest group"), min_value=1, max_value=1000, required=False)
    group_to = forms.IntegerField(label=_("Largest group"), min_value=1, max_value=1000, required=False)


def activity_initial(activity: Activity | None) -> dict[str, Any]:
    """Return the initial values of the form: those of an activity, or of a new one."""
    if activity is None:
        return {"place": Activity.Place.BOTH}
    return {name: getattr(activity, name) for name in ActivityForm.base_fields}


class ActivityChooseForm(forms.Form):
    """The meeting or phase that an activity is chosen for."""

    target = forms.ChoiceField(label=_("For which meeting or phase?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, targets: list[Target], **options: Any) -> None:
        super().__init__(*args, **options)
        self.targets = {target.value: target for target in targets}
        choices = [(value, _target_words(target)) for value, target in self.targets.items()]
        self.fields["target"].choices = choices  # type: ignore[attr-defined]  # a choice field

    @property
    def chosen(self) -> Target:
        """The chosen target of a valid form."""
        return self.targets[self.cleaned_data["target"]]


def _target_words(target: Target) -> str:
    return capfirst(target.words) if target.meeting else gettext("Phase: %(name)s") % {"name": target.words}


class ActivityNoteForm(forms.Form):
    """How an activity went, in at most three answers."""

    worked = ProseFormField(
        label=_("What worked"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    stuck = ProseFormField(
        label=_("What got stuck"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    change = ProseFormField(
        label=_("What we would change"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
