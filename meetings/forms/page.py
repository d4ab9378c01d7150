"""Forms on the page of a meeting: agenda, purpose, preparation, tasks, files, notes, places, tellings."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.language import language_now
from accounts.models import User
from meetings.models import BlockKind, Meeting, MeetingFile
from meetings.selectors.nudge import AIMS
from networks.forms import DayField

if TYPE_CHECKING:
    KindChoice = forms.ModelChoiceField[BlockKind]
    PersonChoice = forms.ModelChoiceField[User]
else:
    KindChoice = PersonChoice = forms.ModelChoiceField


def _lines(label: Any, *, longest: int, rows: int = 3, hint: Any = "") -> forms.CharField:
    """Return a field for several lines that may be left empty."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=longest, required=False, widget=widget, help_text=hint)


class KindField(KindChoice):
    """A kind of block, named in the reader's language."""

    def label_from_instance(self, obj: BlockKind) -> str:
        """Return the name in the active language."""
        return obj.name(language_now())


class PersonField(PersonChoice):
    """Somebody of the meeting, or nobody yet."""

    def label_from_instance(self, obj: User) -> str:
        """Return the name; a guest who has it already is called what who added them typed."""
        return getattr(obj, "called", "") or str(obj)


class BlockForm(forms.Form):
    """A block on the agenda, by who plans. Only what it is, is asked for."""

    title = forms.CharField(label=_("What"), max_length=160)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=1440, required=False)
    kind = KindField(label=_("Kind"), queryset=BlockKind.objects.none(), required=False, empty_label="–")
    lead = PersonField(label=_("Who leads it"), queryset=User.objects.none(), required=False, empty_label="–")
    note = _lines(_("How"), longest=2000)

    def __init__(self, *args: Any, kinds: "QuerySet[BlockKind]", people: "QuerySet[User]", **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].queryset = kinds  # type: ignore[attr-defined]  # known by its class only
        self.fields["lead"].queryset = people  # type: ignore[attr-defined]  # the same


class ProposalForm(forms.Form):
    """Something on the agenda, by anybody who is invited."""

    title = forms.CharField(label=_("What would you like to talk about or do?"), max_length=160)
    minutes = forms.IntegerField(label=_("About how many minutes?"), min_value=1, max_value=1440, required=False)
    note = _lines(_("A word with it"), longest=2000)
    leads = forms.BooleanField(label=_("I will lead it"), required=False)


class PurposeForm(forms.Form):
    """What the meeting is for, and whether that fits on site or online."""

    purpose = _lines(_("What for"), longest=1000, hint=_("What should be there at the end that is not there now?"))
    aims = forms.MultipleChoiceField(
        label=_("What will you do?"), choices=list(AIMS.items()), required=False, widget=forms.CheckboxSelectMultiple
    )
    mode = forms.ChoiceField(label=_("On site or online"), choices=Meeting.Mode.choices, widget=forms.RadioSelect)
    mode_reason = forms.CharField(
        label=_("Why on site or online"),
        max_length=160,
        required=False,
        help_text=_("In your own words. It stands on the page: “on site, because we are going to make something”."),
    )


class PreparationForm(forms.Form):
    """Something to do beforehand, with the time it takes."""

    text = forms.CharField(label=_("What"), max_length=300)
    minutes = forms.IntegerField(label=_("How many minutes does it take?"), min_value=1, max_value=600)
    link = forms.URLField(label=_("Link"), max_length=500, required=False, assume_scheme="https")
    file = forms.ModelChoiceField(label=_("File"), queryset=MeetingFile.objects.none(), required=False, empty_label="–")

    def __init__(self, *args: Any, files: "QuerySet[MeetingFile]", **options: Any) -> None:
        super().__init__(*args, **options)
        if files.exists():
            self.fields["file"].queryset = files  # type: ignore[attr-defined]  # known by its class only
        else:
            del self.fields["file"]


class TaskForm(forms.Form):
    """What somebody picks up; who plans says whose it is, everybody else writes down their own."""

    text = forms.CharField(label=_("What"), max_length=300)
    owner = PersonField(label=_("Who"), queryset=User.objects.none(), required=False, empty_label=_("Nobody yet"))
    due_on = DayField(label=_("Before"), required=False)

    def __init__(self, *args: Any, people: "QuerySet[User] | None", **options: Any) -> None:
        super().__init__(*args, **options)
        if people is None:
            del self.fields["owner"]
        else:
            self.fields["owner"].queryset = people  # type: ignore[attr-defined]  # known by its class only


class FileForm(forms.Form):
    """A file for everybody at the meeting."""

    file = forms.FileField(
        label=_("File"),
        max_length=255,
        help_text=_("A PDF, a picture, a document of Office or OpenDocument, or plain text. At most 10 MB."),
    )


class CloseForm(forms.Form):
    """Rounding a meeting off. Nothing is required."""

    what = _lines(_("What we did"), longest=4000)
    how = _lines(_("How we did it"), longest=4000)
    why = _lines(_("Why this way"), longest=4000)
    tasks = _lines(
        _("What do people pick up?"),
        longest=6000,
        hint=_("One per line. “Amira: make photos” makes it Amira’s."),
    )


class PlacesForm(forms.Form):
    """The standing places of a network."""

    call = forms.CharField(
        label=_("Video call"), max_length=500, required=False, help_text=_("Meetings online use it by themselves.")
    )
    chat = forms.CharField(label=_("Chat"), max_length=500, required=False)
    folder = forms.CharField(label=_("Folder"), max_length=500, required=False)
    map = forms.CharField(label=_("Map"), max_length=500, required=False, help_text=_("Where you meet, on a map."))


class TellingForm(forms.Form):
    """A few lines about what one is doing."""

    text = forms.CharField(
        label=_("What are you doing, how and why?"),
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("It stays until a year after the network has ended. You can change it or take it away."),
    )


class BlockKindForm(forms.Form):
    """A kind of block, in both languages."""

    name_nl = forms.CharField(label=_("Name in Dutch"), max_length=60)
    name_en = forms.CharField(label=_("Name in English"), max_length=60)
