"""Forms on the page of a meeting and of what a network shares: links, posts and block kinds."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineFormField, LinkFormField, ProseFormField
from accounts.language import active_language
from accounts.models import User
from meetings.models import BlockKind, Meeting, MeetingFile
from meetings.selectors.mode_suggestion import AIMS
from networks.forms import DayField

if TYPE_CHECKING:
    KindChoice = forms.ModelChoiceField[BlockKind]
    PersonChoice = forms.ModelChoiceField[User]
else:
    KindChoice = PersonChoice = forms.ModelChoiceField


def _lines(label: Any, *, longest: int, rows: int = 3, hint: Any = "") -> ProseFormField:
    """Return an optional multi-line field."""
    widget = forms.Textarea(attrs={"rows": rows})
    return ProseFormField(label=label, max_length=longest, required=False, widget=widget, help_text=hint)


class KindField(KindChoice):
    """A choice of agenda block kind, named in the active language."""

    def label_from_instance(self, obj: BlockKind) -> str:
        return obj.name(active_language())


class PersonField(PersonChoice):
    """A choice among the people of a meeting."""

    def label_from_instance(self, obj: User) -> str:
        """Return the person's name; a guest goes by the name on their invitation."""
        return getattr(obj, "display_name", "") or str(obj)


class BlockForm(forms.Form):
    """An agenda block, as planners edit it. Only the title is required."""

    title = LineFormField(label=_("What"), max_length=160)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=1440, required=False)
    kind = KindField(label=_("Kind"), queryset=BlockKind.objects.none(), required=False, empty_label="–")
    lead = PersonField(label=_("Led by"), queryset=User.objects.none(), required=False, empty_label="–")
    note = _lines(_("How"), longest=2000)

    def __init__(self, *args: Any, kinds: "QuerySet[BlockKind]", people: "QuerySet[User]", **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].queryset = kinds  # type: ignore[attr-defined]  # a model choice field
        self.fields["lead"].queryset = people  # type: ignore[attr-defined]  # a model choice field


class ProposalForm(forms.Form):
    """A block that an invitee suggests for the agenda."""

    title = LineFormField(label=_("What would you like to talk about or do?"), max_length=160)
    minutes = forms.IntegerField(label=_("About how many minutes?"), min_value=1, max_value=1440, required=False)
    note = _lines(_("Add a note"), longest=2000)
    leads = forms.BooleanField(label=_("I’ll lead it"), required=False)


class PurposeForm(forms.Form):
    """The purpose of a meeting and whether it is on site or online."""

    purpose = _lines(_("Purpose"), longest=1000, hint=_("What will you have at the end that you don’t have now?"))
    aims = forms.MultipleChoiceField(
        label=_("What will you do?"), choices=list(AIMS.items()), required=False, widget=forms.CheckboxSelectMultiple
    )
    mode = forms.ChoiceField(label=_("On site or online"), choices=Meeting.Mode.choices, widget=forms.RadioSelect)
    mode_reason = LineFormField(
        label=_("Why on site or online"),
        max_length=160,
        required=False,
        help_text=_("In your own words. It appears on the page: “on site, because we are going to make something”."),
    )


class PreparationForm(forms.Form):
    """A preparation, with the time it takes."""

    text = LineFormField(label=_("What"), max_length=300)
    minutes = forms.IntegerField(label=_("How many minutes does it take?"), min_value=1, max_value=600)
    link = LinkFormField(label=_("Link"), max_length=500, required=False, assume_scheme="https")
    file = forms.ModelChoiceField(label=_("File"), queryset=MeetingFile.objects.none(), required=False, empty_label="–")

    def __init__(self, *args: Any, files: "QuerySet[MeetingFile]", **options: Any) -> None:
        super().__init__(*args, **options)
        if files.exists():
            self.fields["file"].queryset = files  # type: ignore[attr-defined]  # a model choice field
        else:
            del self.fields["file"]


class TaskForm(forms.Form):
    """A task. Planners choose its owner; for others the field is left out and the task is their own."""

    text = LineFormField(label=_("What"), max_length=300)
    owner = PersonField(label=_("Who"), queryset=User.objects.none(), required=False, empty_label=_("No one yet"))
    due_on = DayField(label=_("Before"), required=False)

    def __init__(self, *args: Any, people: "QuerySet[User] | None", **options: Any) -> None:
        super().__init__(*args, **options)
        if people is None:
            del self.fields["owner"]
        else:
            self.fields["owner"].queryset = people  # type: ignore[attr-defined]  # a model choice field


class FileForm(forms.Form):
    """A file for everyone at the meeting."""

    file = forms.FileField(
        label=_("File"),
        max_length=255,
        help_text=_(
            "A PDF, a picture, an Office or OpenDocument file, or plain text. At most 10 MB. "
            "We remove the place, time and device from photos."
        ),
    )


class CompleteForm(forms.Form):
    """The notes and tasks with which a meeting is completed, all optional."""

    what = _lines(_("What we did"), longest=4000)
    how = _lines(_("How we did it"), longest=4000)
    why = _lines(_("Why you did it this way"), longest=4000)
    tasks = _lines(
        _("Who does what?"),
        longest=6000,
        hint=_("One per line. “Amira: take photos” makes it Amira’s."),
    )


class LinksForm(forms.Form):
    """The links of a network."""

    call = LineFormField(
        label=_("Video call"), max_length=500, required=False, help_text=_("Online meetings use it automatically.")
    )
    chat = LineFormField(label=_("Chat"), max_length=500, required=False)
    folder = LineFormField(label=_("Folder"), max_length=500, required=False)
    map = LineFormField(label=_("Map"), max_length=500, required=False, help_text=_("Where you meet, on a map."))


class PostForm(forms.Form):
    """A few lines about what a person is doing."""

    text = ProseFormField(
        label=_("What are you doing, how and why?"),
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("We store it until a year after the network has ended. You can change or remove it."),
    )


class BlockKindForm(forms.Form):
    """The name of an agenda block kind in both languages."""

    name_nl = LineFormField(label=_("Name in Dutch"), max_length=60)
    name_en = LineFormField(label=_("Name in English"), max_length=60)
